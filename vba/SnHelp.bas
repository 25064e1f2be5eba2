Attribute VB_Name = "SnHelp"
' Made by `make addin` from sn_excel/hosts/desktop/functions.py: change that, not this.
Option Explicit
Option Private Module

Private Const CATEGORY As String = "Socialnämnd"

Public Sub DescribeFunctions()
    Describe "SN_DEVIATION", "Avvikelse = budget - utfall; plus är överskott. Tomt där båda är tomma, fel lämnas vidare.", Array( _
        "Utfall: en cell eller ett område, i samma enhet som budgeten.", _
        "Budget för samma period och i samma enhet; en cell eller ett område av samma form.", _
        "SANT i en resultaträkning, där intäkter är positiva: utfall - budget. Utelämnat eller FALSKT: budget - utfall.")
    Describe "SN_DEVIATION_PCT", "Avvikelsen som andel av budgetens storlek; visa cellen i procent. #DIVISION/0! när budgeten är 0 eller saknas.", Array( _
        "Utfall: en cell eller ett område, i samma enhet som budgeten.", _
        "Budget för samma period och i samma enhet; en cell eller ett område av samma form.", _
        "SANT i en resultaträkning, där intäkter är positiva: utfall - budget. Utelämnat eller FALSKT: budget - utfall.")
    Describe "SN_FORECAST", "Prognos för helåret i tkr, oavrundad, enligt den regel som anges eller medianen av reglerna.", Array( _
        "Utfall från januari till och med månaden; en cell eller ett område, i tkr.", _
        "Årsbudget i tkr; en cell eller ett område av samma form.", _
        "Månaden som utfallet sträcker sig till, 1–12.", _
        "Budget från januari till och med månaden. Utelämnad: årsbudgeten antas jämnt fördelad.", _
        "Fjolårets tolv månader i en rad (24 eller 36 celler med äldsta året först); får utelämnas.", _
        "Regelns namn, t.ex. Budgettakt. Utelämnad: medianen av reglerna. En regel som inte går att använda: #SAKNAS!")
    Describe "SN_SUBTOTAL_CHECK", "Stämmer, Inom avrundning eller Stämmer ej med differensen och det fel som skulle förklara den.", Array( _
        "Summan som den står i tabellen; en cell, eller flera summor i en rad eller en kolumn.", _
        "Cellerna som summan ska bestå av; till flera summor ett område med en kolumn (rad) för varje.", _
        "Delarnas rubriker, ett område av samma form som delarna; får utelämnas.")
    Describe "SN_SUBTOTAL_DIFF", "Differensen summa - delarnas summa; 0 när den ryms i avrundningen.", Array( _
        "Summan som den står i tabellen; en cell, eller flera summor i en rad eller en kolumn.", _
        "Cellerna som summan ska bestå av; till flera summor ett område med en kolumn (rad) för varje.")
    Describe "SN_TKR", "Kronor som hela tusental, avrundade som AVRUNDA: halva bort från noll.", Array( _
        "Belopp i kronor; en cell eller ett område.")
End Sub

' Excel for Mac has no cell functions of ours, and some versions refuse; the texts are help, not function.
Private Sub Describe(ByVal name As String, ByVal text As String, ByVal arguments As Variant)
    #If Not Mac Then
        On Error Resume Next
        Application.MacroOptions Macro:="'" & ThisWorkbook.name & "'!" & name, Description:=text, _
            Category:=CATEGORY, ArgumentDescriptions:=arguments
        ThisWorkbook.Saved = True
    #End If
End Sub
