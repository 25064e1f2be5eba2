Attribute VB_Name = "SnUndoing"
' Ctrl+Z after a button: Excel calls back here, and Python takes back what still is as it left it.
Option Explicit

Public Sub OfferUndo(ByVal text As String)
    If text <> "" Then Application.OnUndo text, "'" & ThisWorkbook.Name & "'!UndoLast"
End Sub

Public Sub UndoLast()
    RunPython "undo"
End Sub
