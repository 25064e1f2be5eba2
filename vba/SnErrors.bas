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

' Python's answer with the errors that it names.
Public Function WithErrors(ByVal answer As Variant) As Variant
    WithErrors = EachCell(answer, True)
End Function

' What Excel hands over with its errors named: xlwings knows seven of them and would take the others for numbers.
Public Function WithNames(ByVal values As Variant) As Variant
    WithNames = EachCell(values, False)
End Function

Private Function EachCell(ByVal values As Variant, ByVal toErrors As Boolean) As Variant
    Dim row As Long, column As Long
    If Not IsArray(values) Then
        EachCell = CellOf(values, toErrors)
        Exit Function
    End If
    If Dimensions(values) = 1 Then
        For row = LBound(values) To UBound(values)
            values(row) = CellOf(values(row), toErrors)
        Next row
    Else
        For row = LBound(values, 1) To UBound(values, 1)
            For column = LBound(values, 2) To UBound(values, 2)
                values(row, column) = CellOf(values(row, column), toErrors)
            Next column
        Next row
    End If
    EachCell = values
End Function

Private Function CellOf(ByVal value As Variant, ByVal toErrors As Boolean) As Variant
    CellOf = value
    If toErrors Then
        If VarType(value) <> vbString Then Exit Function
        If Left$(value, 1) = "#" Then CellOf = ErrorOf(CStr(value))
    ElseIf IsError(value) Then
        CellOf = NameOf(value)
    End If
End Function

Private Function NameOf(ByVal value As Variant) As String
    Select Case CLng(value)
        Case xlErrNull: NameOf = "#NULL!"
        Case xlErrDiv0: NameOf = "#DIV/0!"
        Case xlErrRef: NameOf = "#REF!"
        Case xlErrName: NameOf = "#NAME?"
        Case xlErrNum: NameOf = "#NUM!"
        Case xlErrNA: NameOf = "#N/A"
        Case GETTING_DATA: NameOf = "#GETTING_DATA"
        Case SPILL: NameOf = "#SPILL!"
        Case CONNECT: NameOf = "#CONNECT!"
        Case BLOCKED: NameOf = "#BLOCKED!"
        Case UNKNOWN: NameOf = "#UNKNOWN!"
        Case FIELD: NameOf = "#FIELD!"
        Case CALC: NameOf = "#CALC!"
        Case Else: NameOf = "#VALUE!"
    End Select
End Function

Private Function ErrorOf(ByVal text As String) As Variant
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
