Attribute VB_Name = "SnFunctions"
' Made by `make addin` from sn_excel/hosts/desktop/functions.py: change that, not this.
Option Explicit

Public Function SN_DEVIATION(ByVal utfall As Variant, ByVal budget As Variant, Optional ByVal resultat As Variant) As Variant
Attribute SN_DEVIATION.VB_Description = "Avvikelse = budget - utfall; plus är överskott. Tomt där båda är tomma, fel lämnas vidare."
    If IsMissing(resultat) Then resultat = Empty
    SN_DEVIATION = CallFunction("SN_DEVIATION", utfall, budget, resultat)
End Function

Public Function SN_DEVIATION_PCT(ByVal utfall As Variant, ByVal budget As Variant, Optional ByVal resultat As Variant) As Variant
Attribute SN_DEVIATION_PCT.VB_Description = "Avvikelsen som andel av budgetens storlek; visa cellen i procent. #DIVISION/0! när budgeten är 0 eller saknas."
    If IsMissing(resultat) Then resultat = Empty
    SN_DEVIATION_PCT = CallFunction("SN_DEVIATION_PCT", utfall, budget, resultat)
End Function

Public Function SN_FORECAST(ByVal utfall_ack As Variant, ByVal arsbudget As Variant, ByVal manad As Variant, _
    Optional ByVal budget_ack As Variant, Optional ByVal fjol_manader As Variant, Optional ByVal regel As Variant) As Variant
Attribute SN_FORECAST.VB_Description = "Prognos för helåret i tkr, oavrundad, enligt den regel som anges eller medianen av reglerna."
    If IsMissing(budget_ack) Then budget_ack = Empty
    If IsMissing(fjol_manader) Then fjol_manader = Empty
    If IsMissing(regel) Then regel = Empty
    SN_FORECAST = CallFunction("SN_FORECAST", utfall_ack, arsbudget, manad, budget_ack, fjol_manader, regel)
End Function

Public Function SN_SUBTOTAL_CHECK(ByVal total As Variant, ByVal delar As Variant, Optional ByVal rubriker As Variant) As Variant
Attribute SN_SUBTOTAL_CHECK.VB_Description = "Stämmer, Inom avrundning eller Stämmer ej med differensen och det fel som skulle förklara den."
    If IsMissing(rubriker) Then rubriker = Empty
    SN_SUBTOTAL_CHECK = CallFunction("SN_SUBTOTAL_CHECK", total, delar, rubriker)
End Function

Public Function SN_SUBTOTAL_DIFF(ByVal total As Variant, ByVal delar As Variant) As Variant
Attribute SN_SUBTOTAL_DIFF.VB_Description = "Differensen summa - delarnas summa; 0 när den ryms i avrundningen."
    SN_SUBTOTAL_DIFF = CallFunction("SN_SUBTOTAL_DIFF", total, delar)
End Function

Public Function SN_TKR(ByVal kronor As Variant) As Variant
Attribute SN_TKR.VB_Description = "Kronor som hela tusental, avrundade som AVRUNDA: halva bort från noll."
    SN_TKR = CallFunction("SN_TKR", kronor)
End Function
