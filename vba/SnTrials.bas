Attribute VB_Name = "SnTrials"
' The self-test: what only Excel can show, tried where the add-in is to work.
Option Explicit
Option Private Module

Private report As String
Private failures As Long

Public Sub RunSelfTest()
    report = ""
    failures = 0
    #If Mac Then
        Note "Cellfunktionerna finns bara i Excel för Windows."
    #Else
        TryCalls
        TryCells
    #End If
    If failures = 0 Then
        Tell "Självtest: allt stämmer." & vbCrLf & report & vbCrLf & Doctor(), False
    Else
        Tell "Självtest: " & CStr(failures) & " fel." & vbCrLf & report & vbCrLf & Doctor(), True
    End If
End Sub

Private Sub TryCalls()
    Expect "Avvikelse", SN_DEVIATION(14191, 12470), -1721
    Expect "Avvikelse, resultaträkning", SN_DEVIATION(110831, 110000, True), 831
    Expect "Svensk text", SN_DEVIATION("12 300", "12 000"), -300
    Expect "Kronor till tkr", SN_TKR(14190500), 14191
    Expect "Summa", SN_SUBTOTAL_DIFF(10, 9), 1
End Sub

' A new book, closed without being saved; the user's books are not touched.
Private Sub TryCells()
    Dim book As Workbook, sheet As Worksheet
    On Error GoTo Failed
    Set book = Workbooks.Add
    Set sheet = book.Worksheets(1)
    sheet.Range("A1").Value = 14191
    sheet.Range("B1").Value = 12470
    sheet.Range("A2").Formula = "=NA()"
    sheet.Range("C1").Formula = "=SN_DEVIATION(A1,B1)"
    sheet.Range("C2").Formula = "=SN_DEVIATION(A2,B2)"
    sheet.Range("C3").Formula = "=SN_DEVIATION(A3,B3)"
    sheet.Calculate
    Expect "Formel i cell", sheet.Range("C1").Value, -1721
    ExpectTrue "Fel lämnas vidare", IsError(sheet.Range("C2").Value)
    Expect "Tomt förblir tomt", sheet.Range("C3").Value, ""
    book.Close SaveChanges:=False
    Exit Sub
Failed:
    ExpectTrue "Formler i en ny bok", False
    If Not book Is Nothing Then book.Close SaveChanges:=False
End Sub

Private Sub Expect(ByVal what As String, ByVal found As Variant, ByVal wanted As Variant)
    If IsError(found) Then
        ExpectTrue what, False
    Else
        ExpectTrue what, (CStr(found) = CStr(wanted))
    End If
End Sub

Private Sub ExpectTrue(ByVal what As String, ByVal holds As Boolean)
    If holds Then
        Note "OK  " & what
    Else
        failures = failures + 1
        Note "FEL " & what
    End If
End Sub

Private Sub Note(ByVal text As String)
    report = report & text & vbCrLf
End Sub

Private Function Doctor() As String
    #If Mac Then
        Doctor = "Kör sn-excel doctor i Terminal för resten."
    #Else
        Doctor = Asked("sn_excel.hosts.excel.doctor", "report")
    #End If
End Function
