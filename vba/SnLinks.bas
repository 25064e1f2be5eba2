Attribute VB_Name = "SnLinks"
' A book that was made with the add-in in another place links to that place: its formulas are pointed here, and only
' they are calculated. A whole recalculation would touch every open book and make Excel ask to save them.
Option Explicit
Option Private Module

Public Sub MendLinks(ByVal book As Workbook)
    Dim links As Variant, link As Variant, saved As Boolean, mended As Boolean
    On Error GoTo Untouched
    If book.ReadOnly Or book.IsAddin Then Exit Sub
    links = book.LinkSources(xlExcelLinks)
    If IsEmpty(links) Then Exit Sub
    saved = book.saved
    For Each link In links
        If IsMoved(CStr(link), ThisWorkbook.FullName) Then
            book.ChangeLink CStr(link), ThisWorkbook.FullName, xlLinkTypeExcelLinks
            mended = True
        End If
    Next link
    If mended Then CalculateOurs book
    book.saved = saved
    Exit Sub
Untouched:
    WriteLog "MendLinks", Err.Number
End Sub

Public Function IsMoved(ByVal link As String, ByVal here As String) As Boolean
    If LCase$(link) = LCase$(here) Then Exit Function
    IsMoved = (LCase$(FileName(link)) = LCase$(FileName(here)))
End Function

Public Function FileName(ByVal path As String) As String
    Dim slashed As String
    slashed = Replace(path, "\", "/")
    FileName = Mid$(slashed, InStrRev(slashed, "/") + 1)
End Function

Private Sub CalculateOurs(ByVal book As Workbook)
    Dim sheet As Worksheet, cell As Range, first As String
    For Each sheet In book.Worksheets
        Set cell = sheet.UsedRange.Find(What:="SN_", LookIn:=xlFormulas, LookAt:=xlPart, MatchCase:=True)
        If Not cell Is Nothing Then
            first = cell.Address
            Do
                If cell.HasFormula Then cell.Calculate
                Set cell = sheet.UsedRange.FindNext(cell)
                If cell Is Nothing Then Exit Do
            Loop While cell.Address <> first
        End If
    Next sheet
End Sub
