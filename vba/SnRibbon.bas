Attribute VB_Name = "SnRibbon"
' Made by `make addin` from sn_excel/hosts/commands.py: change that, not this.
Option Explicit

Public Sub SnAbout(control As IRibbonControl)
    RunPython "about"
End Sub

Public Sub SnAdjustment(control As IRibbonControl)
    RunPython "adjustment"
End Sub

Public Sub SnBoardCopy(control As IRibbonControl)
    RunPython "board_copy"
End Sub

Public Sub SnCheck(control As IRibbonControl)
    RunPython "check"
End Sub

Public Sub SnClear(control As IRibbonControl)
    RunPython "clear"
End Sub

Public Sub SnFill(control As IRibbonControl)
    RunPython "fill", "file:Välj ekonomisystemets export", "month:Vilken månad ska läsas in? Skriv år och månad, till exempel 2024-05. Säger exporten inte sin enhet: lägg till kr, tkr eller mkr."
End Sub

Public Sub SnForecast(control As IRibbonControl)
    RunPython "forecast"
End Sub

Public Sub SnHandbook(control As IRibbonControl)
    RunPython "handbook"
End Sub

Public Sub SnNextFinding(control As IRibbonControl)
    RunPython "next_finding"
End Sub

Public Sub SnRecompute(control As IRibbonControl)
    RunPython "recompute"
End Sub

Public Sub SnRoll(control As IRibbonControl)
    RunPython "roll", "month:Vilken månad ska den nya boken gälla? Skriv år och månad, till exempel 2024-06."
End Sub

Public Sub SnSelfTest(control As IRibbonControl)
    RunSelfTest
End Sub

Public Sub SnSettings(control As IRibbonControl)
    RunPython "settings"
End Sub

Public Sub SnTertial(control As IRibbonControl)
    RunPython "tertial"
End Sub

Public Sub SnUndo(control As IRibbonControl)
    RunPython "undo"
End Sub
