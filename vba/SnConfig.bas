Attribute VB_Name = "SnConfig"
' Where settings come from: the add-in's own sheet, then the user's file. Never the open workbook, which may have
' been mailed by anybody and could otherwise choose the program that is started.
Option Explicit
Option Private Module

Public Function Setting(ByVal key As String, Optional ByVal fallback As String = "") As String
    Dim found As String
    found = SettingOfSheet(key)
    If found = "" Then found = SettingOfFile(SettingsFile(), key)
    If found = "" Then found = fallback
    Setting = Expanded(found)
End Function

Public Function SettingsFile() As String
    #If Mac Then
        SettingsFile = Environ$("HOME") & "/sn_excel.conf"
    #Else
        SettingsFile = Environ$("USERPROFILE") & "\.sn_excel\sn_excel.conf"
    #End If
End Function

Public Function SettingOfSheet(ByVal key As String) As String
    Dim row As Long
    row = 1
    Do While CStr(Sheet1.Cells(row, 1).Value) <> ""
        If UCase$(CStr(Sheet1.Cells(row, 1).Value)) = UCase$(key) Then
            SettingOfSheet = CStr(Sheet1.Cells(row, 2).Value)
            Exit Function
        End If
        row = row + 1
    Loop
End Function

Public Function SettingOfFile(ByVal path As String, ByVal key As String) As String
    Dim file As Integer, text As String, found As String
    On Error GoTo Unreadable
    If Dir$(path) = "" Then Exit Function
    file = FreeFile
    Open path For Input As #file
    Do While Not EOF(file) And found = ""
        Line Input #file, text
        found = SettingOfLine(text, key)
    Loop
    Close #file
    SettingOfFile = found
    Exit Function
Unreadable:
    SettingOfFile = ""
End Function

' A line is "KEY","value" with the quotes; any other line says nothing.
Public Function SettingOfLine(ByVal text As String, ByVal key As String) As String
    Dim cut As Long
    text = Trim$(text)
    cut = InStr(text, """,""")
    If cut < 3 Or Left$(text, 1) <> """" Or Right$(text, 1) <> """" Then Exit Function
    If UCase$(Mid$(text, 2, cut - 2)) <> UCase$(key) Then Exit Function
    If Len(text) < cut + 4 Then Exit Function
    SettingOfLine = Mid$(text, cut + 3, Len(text) - cut - 3)
End Function

' %NAME% becomes the value of the environment variable; an unknown one stays as it is written.
Public Function Expanded(ByVal text As String) As String
    Dim first As Long, last As Long, found As String
    first = InStr(text, "%")
    Do While first > 0
        last = InStr(first + 1, text, "%")
        If last = 0 Then Exit Do
        found = Environ$(Mid$(text, first + 1, last - first - 1))
        If found = "" Then
            first = last
        Else
            text = Left$(text, first - 1) & found & Mid$(text, last + 1)
            first = InStr(first + Len(found), text, "%")
        End If
    Loop
    Expanded = text
End Function

' A program may be started only by its whole path, and the path must not be able to end the command it stands in.
Public Function IsWholePath(ByVal path As String) As Boolean
    Dim forbidden As Variant
    For Each forbidden In Array("""", "<", ">", "|", "*", "?", "%", vbCr, vbLf)
        If InStr(path, forbidden) > 0 Then Exit Function
    Next forbidden
    If InStr(path, "\..\") > 0 Then Exit Function
    IsWholePath = (path Like "[A-Za-z]:\*.exe") Or (path Like "\\*\*.exe") Or (path Like "/*")
End Function
