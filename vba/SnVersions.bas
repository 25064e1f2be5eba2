Attribute VB_Name = "SnVersions"
' Made by `make addin` from pyproject.toml and the installed xlwings: change that, not this.
Option Explicit
Option Private Module

Public Const SN_VERSION As String = "0.1.0"
Public Const XLWINGS_VERSION As String = "0.37.8"

#If Mac Then
    Public Const XLWINGS_LIBRARY As String = ""
#ElseIf Win64 Then
    Public Const XLWINGS_LIBRARY As String = "xlwings64-0.37.8.dll"
    Public Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64-0.37.8.dll" ( _
        ByRef result As Variant, Optional ByVal config As String = "", _
        Optional ByVal mode As Long = 1) As Long
#Else
    Public Const XLWINGS_LIBRARY As String = "xlwings32-0.37.8.dll"
    Public Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32-0.37.8.dll" ( _
        ByRef result As Variant, Optional ByVal config As String = "", _
        Optional ByVal mode As Long = 1) As Long
#End If
#If Not Mac Then
    Public Declare PtrSafe Function LoadLibrary Lib "kernel32" Alias "LoadLibraryA" ( _
        ByVal path As String) As LongPtr
#End If
