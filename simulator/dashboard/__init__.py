"""The screens: the only importers of ipywidgets and anywidget."""
