"""A small live picture of what would be exported, made off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.errors import InputProblem
from explorer.export.targets import Picture, render
from explorer.painting.fonts import font
from explorer.painting.pen import colour
from explorer.values import dataclass
from explorer.viewmodel.type import TextStyle
from explorer.views.export.job import Maker, pixels
from explorer.views.look import Look
from explorer.views.worker import Progress, Worker

_PAUSE_MS = 60
_SOON_MS = 400  # a picture that takes no longer is not announced
_PAD_PX = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture made small, with its title and its size at full scale."""

    image: QImage
    title: str
    size_px: tuple[int, int]


class Preview(QWidget):
    """Shows the last picture asked for; `made` tells when one is there, or None for none."""

    made = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._worker = Worker("preview", self)
        self._worker.problem.connect(self._fail)
        self._worker.bug.connect(_raise)
        self._make: Maker | None = None
        self._running: Progress | None = None
        self._asked = self._drawn = 0
        self._shown: Shown | None = None
        self._words = ""
        self._waiting = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._waiting.timeout.connect(self._start)
        self._late = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._late.timeout.connect(self.update)
        self.setMinimumSize(280, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview of the picture")
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(560, 440)

    @property
    def shown(self) -> Shown | None:
        """What is shown now."""
        return self._shown

    @property
    def words(self) -> str:
        """What is said in place of a picture."""
        return self._words

    @property
    def is_settled(self) -> bool:
        """Whether what was asked for last is shown."""
        return self._drawn == self._asked

    @property
    def is_late(self) -> bool:
        """Whether what is shown is old, and has been for a while."""
        return not self.is_settled and not self._late.isActive()

    def ask(self, make: Maker) -> None:
        """Show what `make` returns, as soon as nothing newer is asked for."""
        self._asked += 1
        self._make = make
        self._waiting.start()
        self._late.start()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture that can only be painted here and now."""
        self._asked += 1
        self._waiting.stop()
        self._take(self._asked, _small(picture, self._room()))

    def forget(self) -> None:
        """Make nothing more until asked again; what is being made is not shown."""
        self._waiting.stop()
        self._worker.cancel()
        self._asked += 1
        self._drawn = self._asked

    def stop(self) -> None:
        """Forget, and wait for what is being made: nothing may come after the window."""
        self.forget()
        self._worker.stop()

    def _start(self) -> None:
        make, number, room = self._make, self._asked, self._room()
        if make is None:
            return
        if self._running is not None:
            self._running.cancel()

        def job(progress: Progress) -> Shown:
            progress.step("")
            picture = make()
            progress.step("")
            return _small(picture, room)

        self._running = self._worker.run(job, lambda shown: self._take(number, shown))

    def _room(self) -> tuple[float, float]:
        """Return how many device pixels there are for the picture."""
        ratio = self.devicePixelRatioF()
        width = max(self.width(), self.minimumWidth()) - 2 * _PAD_PX
        height = max(self.height(), self.minimumHeight()) - 2 * _PAD_PX
        return width * ratio, height * ratio

    def _take(self, number: int, shown: Shown) -> None:
        if number == self._asked:
            self._drawn, self._shown, self._words = number, shown, ""
            self.setAccessibleDescription(shown.title)
            self.made.emit(shown)
            self.update()

    def _fail(self, problem: InputProblem) -> None:
        self._drawn, self._shown, self._words = self._asked, None, problem.line()
        self.setAccessibleDescription(self._words)
        self.made.emit(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.window))
        if self._shown is None:
            painter.setPen(colour(theme.muted))
            painter.setFont(font(TextStyle.BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), flags, self._words)
            return
        image, ratio = self._shown.image, self.devicePixelRatioF()
        place = QRectF(0, 0, image.width() / ratio, image.height() / ratio)
        place.moveCenter(QRectF(self.rect()).center())
        place.moveTopLeft(place.topLeft().toPoint())
        painter.drawImage(place, image)
        painter.setPen(QPen(colour(theme.strong_line), 1))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.is_late:
            painter.fillRect(self.rect(), colour(theme.window, 0.8))
            painter.setPen(colour(theme.text))
            painter.setFont(font(TextStyle.BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Painting the picture…")


def _small(picture: Picture, room: tuple[float, float]) -> Shown:
    scale = min(room[0] / picture.width_px, room[1] / picture.height_px, 1.0)
    # A last row or column that is covered in part would stand out as a pale line.
    width, height = int(picture.width_px * scale), int(picture.height_px * scale)
    image = render(picture, scale).copy(0, 0, max(width, 1), max(height, 1))
    return Shown(image, picture.title, pixels(picture, 1))


def _raise(error: BaseException) -> None:
    raise error
