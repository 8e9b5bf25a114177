"""Qt windows and panes: they paint scenes and forward gestures."""

import os

os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
