Attribute VB_Name = "SnErrors"
' Errors that Python names by their text become real errors in the cells, so that SUM and IFERROR see them.
Option Explicit
Option Private Module

Private Const SPILL As Long = 2045
Private Const CONNECT As Long = 2046
Private Const BLOCKED As Long = 2047
Private Const UNKNOWN As Long = 2048
Private Const FIELD As Long = 2049
Private Const CALC As Long = 2050
Private Const GETTING_DATA As Long = 2043

Public Function WithErrors(ByVal answer As Variant) As Variant
    Dim row As Long, column As Long
    If Not IsArray(answer) Then
        WithErrors = CellOf(answer)
        Exit Function
    End If
    If Dimensions(answer) = 1 Then
        For row = LBound(answer) To UBound(answer)
            answer(row) = CellOf(answer(row))
        Next row
    Else
        For row = LBound(answer, 1) To UBound(answer, 1)
            For column = LBound(answer, 2) To UBound(answer, 2)
                answer(row, column) = CellOf(answer(row, column))
            Next column
        Next row
    End If
    WithErrors = answer
End Function

Public Function CellOf(ByVal answer As Variant) As Variant
    CellOf = answer
    If VarType(answer) <> vbString Then Exit Function
    If Left$(answer, 1) = "#" Then CellOf = ErrorOf(CStr(answer))
End Function

Public Function ErrorOf(ByVal text As String) As Variant
    Select Case text
        Case "#NULL!": ErrorOf = CVErr(xlErrNull)
        Case "#DIV/0!": ErrorOf = CVErr(xlErrDiv0)
        Case "#VALUE!": ErrorOf = CVErr(xlErrValue)
        Case "#REF!": ErrorOf = CVErr(xlErrRef)
        Case "#NAME?": ErrorOf = CVErr(xlErrName)
        Case "#NUM!": ErrorOf = CVErr(xlErrNum)
        Case "#N/A": ErrorOf = CVErr(xlErrNA)
        Case "#GETTING_DATA": ErrorOf = CVErr(GETTING_DATA)
        Case "#SPILL!": ErrorOf = CVErr(SPILL)
        Case "#CONNECT!": ErrorOf = CVErr(CONNECT)
        Case "#BLOCKED!": ErrorOf = CVErr(BLOCKED)
        Case "#UNKNOWN!": ErrorOf = CVErr(UNKNOWN)
        Case "#FIELD!": ErrorOf = CVErr(FIELD)
        Case "#CALC!": ErrorOf = CVErr(CALC)
        Case Else: ErrorOf = text
    End Select
End Function

Private Function Dimensions(ByVal values As Variant) As Long
    Dimensions = 1
    On Error GoTo One
    If UBound(values, 2) >= LBound(values, 2) Then Dimensions = 2
One:
End Function

' A message box shows only the signs of the Windows code page.
Public Function Plain(ByVal text As String) As String
    text = Replace(text, ChrW$(&H2212), "-")
    text = Replace(text, ChrW$(&H202F), " ")
    text = Replace(text, ChrW$(&H2192), "->")
    Plain = Replace(text, ChrW$(&H2264), "<=")
End Function
