Attribute VB_Name = "SnRuntime"
' How VBA reaches Python: through the server of xlwings, started once per Excel and from our own settings alone.
Option Explicit
Option Private Module

Private Const TITLE As String = "Socialnämnd"
Private Const FUNCTIONS As String = "sn_excel.hosts.desktop.functions"
Private Const MACROS As String = "sn_excel.hosts.desktop.macros"
Private Const NO_PYTHON As Long = vbObjectError + 1001
Private Const TOO_MUCH As Long = vbObjectError + 1002
Private Const LARGEST As Long = 500000
Private Const PAUSE_SECONDS As Long = 60
Private Const WRONG As String = "wrong"

Private pausedUntil As Date
Private logged As String

' Compute a cell function. What cannot be computed is an error in the cell, never a text and never a number.
Public Function CallFunction(ByVal name As String, ParamArray arguments() As Variant) As Variant
    Dim values() As Variant, at As Long
    CallFunction = CVErr(xlErrNA)
    If InFunctionWizard() Or Now < pausedUntil Then Exit Function
    On Error GoTo Failed
    ReDim values(LBound(arguments) To UBound(arguments))
    For at = LBound(arguments) To UBound(arguments)
        values(at) = Handed(arguments(at))
    Next at
    CallFunction = WithErrors(Python().CallUDF(FUNCTIONS, name, values))
    Exit Function
Failed:
    If Err.Number = NO_PYTHON Then
        ' Thousands of cells must not each wait for a Python that does not start.
        pausedUntil = DateAdd("s", PAUSE_SECONDS, Now)
        CallFunction = CVErr(xlErrNA)
    Else
        CallFunction = CVErr(xlErrValue)
    End If
    WriteLogOnce name, Err.Number
End Function

' Press a button's macro in Python and show what it says.
' Questions are asked first, and whoever leaves one without an answer has changed her mind.
Public Sub RunPython(ByVal macro As String, ParamArray questions() As Variant)
    Dim answers As String, at As Long, answer As String
    If ActiveWorkbook Is Nothing Then
        Tell "Öppna en arbetsbok först. I skyddad vy: välj Aktivera redigering.", True
        Exit Sub
    End If
    For at = LBound(questions) To UBound(questions)
        answer = AnswerTo(CStr(questions(at)))
        If answer = "" Then Exit Sub
        answers = Joined(answers, answer)
    Next at
    #If Mac Then
        RunOnMac macro, answers
    #Else
        pausedUntil = 0
        answer = Pressed(macro, answers)
        If TextOf(answer) <> "" Then Tell TextOf(answer), IsWrong(answer)
    #End If
End Sub

' Excel is told last of all that there is something to undo: any change of a cell would make it forget.
Private Function Pressed(ByVal macro As String, ByVal answers As String) As String
    Dim server As Object
    On Error GoTo Failed
    Application.StatusBar = TITLE & ": arbetar ..."
    Application.Cursor = xlWait
    Set server = Python()
    server.SetAttr server.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    Pressed = server.Str(server.Call(server.Module(MACROS), "press_from_vba", server.Tuple(macro, answers)))
    OfferUndo server.Str(server.Call(server.Module(MACROS), "undo_offered", server.Tuple(macro)))
    Ready
    Exit Function
Failed:
    Pressed = WRONG & vbLf & "Python kunde inte startas eller svarade inte. Kör Självtest, eller använd sn_excel utan Excel: " & _
        "högerklicka på arbetsboken, Skicka till, Socialnämnd. Logg: " & LogFile()
    WriteLog macro, Err.Number
    Ready
End Function

' Ask a function of ours that needs no book; what goes wrong is its answer.
Public Function Asked(ByVal source As String, ByVal question As String) As String
    Dim server As Object
    On Error GoTo Failed
    Set server = Python()
    Asked = server.Str(server.Call(server.Module(source), question))
    Exit Function
Failed:
    Asked = "Python kunde inte startas. Kontrollera INTERPRETER_WIN i " & SettingsFile() & " och kör sn-excel doctor."
    WriteLog question, Err.Number
End Function

Private Sub Ready()
    Application.Cursor = xlDefault
    Application.StatusBar = False
End Sub

' What a button answers: its first line says whether something is wrong, the rest is shown.
Public Function IsWrong(ByVal answer As String) As Boolean
    IsWrong = (Left$(answer, Len(WRONG) + 1) = WRONG & vbLf)
End Function

Public Function TextOf(ByVal answer As String) As String
    TextOf = Mid$(answer, InStr(answer, vbLf) + 1)
End Function

Public Sub Tell(ByVal text As String, ByVal fault As Boolean)
    If fault Then
        MsgBox Plain(text), vbExclamation, TITLE
    Else
        MsgBox Plain(text), vbInformation, TITLE
    End If
End Sub

' Hand a range over as the values of its cells, so that Python never has to ask Excel while it calculates.
Private Function Handed(ByVal argument As Variant) As Variant
    Dim area As Range
    If Not IsObject(argument) Then
        Handed = WithNames(argument)
        Exit Function
    End If
    Set area = argument
    If area.Areas.Count > 1 Or area.CountLarge > LARGEST Then Err.Raise TOO_MUCH
    Handed = WithNames(area.Value2)
End Function

' Inside the Function Wizard the first button of the old toolbar is disabled.
Private Function InFunctionWizard() As Boolean
    On Error GoTo NoToolbar
    InFunctionWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
NoToolbar:
End Function

Public Function Python() As Object
    #If Mac Then
        Err.Raise NO_PYTHON
    #Else
        Dim answer As Variant, interpreter As String
        interpreter = Setting("INTERPRETER_WIN")
        If Not IsWholePath(interpreter) Then Err.Raise NO_PYTHON
        If Not LibraryLoaded(interpreter) Then Err.Raise NO_PYTHON
        If XLPyDLLActivateAuto(answer, ServerCommand(interpreter), 1) <> 0 Then Err.Raise NO_PYTHON
        Set Python = answer
    #End If
End Function

' -P keeps the current folder, which may be the workbook's, off Python's path; /D keeps cmd from running AutoRun.
Public Function ServerCommand(ByVal interpreter As String) As String
    ServerCommand = "cmd.exe /D /K """"" & interpreter & """ -P -B -c " & _
        """import sn_excel.hosts.desktop.server as server; server.serve('$(CLSID)')"""""
End Function

#If Not Mac Then
' The library lies beside the interpreter, or in the folder above it in a virtual environment; nowhere else is asked.
Private Function LibraryLoaded(ByVal interpreter As String) As Boolean
    Dim folder As String
    folder = Left$(interpreter, InStrRev(interpreter, "\") - 1)
    If LoadLibrary(folder & "\" & XLWINGS_LIBRARY) <> 0 Then
        LibraryLoaded = True
        Exit Function
    End If
    folder = Left$(folder, InStrRev(folder, "\") - 1)
    If LoadLibrary(folder & "\" & XLWINGS_LIBRARY) <> 0 Then
        LibraryLoaded = True
        Exit Function
    End If
    folder = Setting("LIBRARY_FOLDER")
    If folder <> "" Then LibraryLoaded = (LoadLibrary(folder & "\" & XLWINGS_LIBRARY) <> 0)
End Function
#End If

#If Mac Then
Private Sub RunOnMac(ByVal macro As String, ByVal answers As String)
    Dim told As String, logPath As String
    On Error GoTo NoScript
    logPath = Environ$("HOME") & "/sn_excel-start.log"
    told = AppleScriptTask("xlwings-" & XLWINGS_VERSION & ".applescript", "VbaHandler", _
        MacParameters(Setting("INTERPRETER_MAC"), Coded(macro, answers), ActiveWorkbook.Name, Application.Path, logPath))
    Exit Sub
NoScript:
    Tell "Kör ""xlwings runpython install"" en gång i Terminal och försök igen.", True
End Sub
#End If

' The workbook's folder is not put on Python's path: the first of the six parts says false and there is no seventh.
Public Function MacParameters(ByVal interpreter As String, ByVal arguments As String, ByVal book As String, _
    ByVal program As String, ByVal logPath As String) As String
    MacParameters = "false;;;;;|" & interpreter & "|import " & MACROS & " as macros; macros.press_and_tell(" & _
        arguments & ")|" & book & "|" & program & "|" & logPath
End Function

Public Function LogFile() As String
    #If Mac Then
        LogFile = Environ$("HOME") & "/sn_excel.log"
    #Else
        LogFile = Environ$("LOCALAPPDATA") & "\sn_excel\sn_excel.log"
    #End If
End Function

' The log holds what failed and the number of the fault: no contents, no file names.
Public Sub WriteLog(ByVal what As String, ByVal number As Long)
    Dim file As Integer
    On Error GoTo NoLog
    file = FreeFile
    Open LogFile() For Append As #file
    Print #file, Format$(Now, "yyyy-mm-dd hh:nn:ss") & " vba " & what & " " & CStr(number)
    Close #file
NoLog:
End Sub

Private Sub WriteLogOnce(ByVal what As String, ByVal number As Long)
    Dim key As String
    key = "|" & what & CStr(number) & "|"
    If InStr(logged, key) > 0 Then Exit Sub
    logged = logged & key
    WriteLog what, number
End Sub
