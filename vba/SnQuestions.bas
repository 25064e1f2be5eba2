Attribute VB_Name = "SnQuestions"
' What a button needs to know before Python is asked to do its work: a file, a month.
Option Explicit
Option Private Module

Private Const TITLE As String = "Socialnämnd"

' A question is its kind, a colon and its text; an empty answer is none.
Public Function AnswerTo(ByVal question As String) As String
    Dim text As String
    text = Mid$(question, InStr(question, ":") + 1)
    If Left$(question, 5) = "file:" Then
        AnswerTo = FileNamed(text)
    Else
        AnswerTo = Trim$(InputBox(text, TITLE, MonthBefore(Date)))
    End If
End Function

Private Function FileNamed(ByVal text As String) As String
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetOpenFilename()
    #Else
        chosen = Application.GetOpenFilename( _
            "Export (*.csv;*.xlsx;*.xlsm;*.txt;*.se;*.si),*.csv;*.xlsx;*.xlsm;*.txt;*.se;*.si,Alla filer (*.*),*.*", 1, text)
    #End If
    If VarType(chosen) = vbString Then FileNamed = CStr(chosen)
End Function

' The month that is closed as a rule: the one before today's.
Public Function MonthBefore(ByVal today As Date) As String
    MonthBefore = Format$(DateSerial(Year(today), Month(today), 0), "yyyy-mm")
End Function

' Answers are handed over one on each line.
Public Function Joined(ByVal answers As String, ByVal answer As String) As String
    answer = Replace(Replace(answer, vbCr, ""), vbLf, "")
    If answers = "" Then
        Joined = answer
    Else
        Joined = answers & vbLf & answer
    End If
End Function

' The arguments of a call of Python, where answers are written as numbers: no sign in a file's name can end the text.
Public Function Coded(ByVal macro As String, ByVal answers As String) As String
    Dim at As Long, numbers As String
    For at = 1 To Len(answers)
        numbers = numbers & Right$("000" & Hex$(CLng(AscW(Mid$(answers, at, 1))) And &HFFFF&), 4)
    Next at
    Coded = "'" & macro & "', '" & numbers & "'"
End Function
