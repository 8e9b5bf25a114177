"""The relationship panel: header, drawing, legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from explorer.domain.ids import ActorId, Mark
from explorer.domain.records import Position
from explorer.painting.fonts import QtMeasurer
from explorer.painting.pen import colour
from explorer.painting.relationships_footer import FOOTER_PX, paint_relationships_footer
from explorer.viewmodel.filtering import only_actor
from explorer.viewmodel.graph import relationships as graph
from explorer.viewmodel.graph.left import LayoutLeft
from explorer.viewmodel.graph.scene import GraphScene, SceneLink, SceneNode
from explorer.viewmodel.graph.scope import centres_of
from explorer.viewmodel.graph.web import COUNTING, Counted, counting, is_web
from explorer.viewmodel.graph.web_scene import WebLine, WebNode, WebScene
from explorer.viewmodel.session import PATIENCE_MS, Change, Session
from explorer.viewmodel.state import GraphScope
from explorer.views.beside import PICTURE_FIRST_MS
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip, IconButton, Segmented
from explorer.views.relationships.canvas import RelationshipsCanvas, Target
from explorer.views.worker import Worker

_STILL_MS = 80  # the timeline is panned frame by frame; what is out of sight is dimmed after it
_LAYOUT_S = 0.012  # of a frame, for a layout that is still moving
_MANY_ACTORS = 800  # more are counted and grouped beside the window
_SHOWN = (
    "corpus", "selection", "hover", "filter", "axis", "graph", "path",
)  # fmt: skip


class RelationshipsPane(QWidget):
    """Shows who is linked to whom, and turns gestures into commands.

    `view` is how it looks at the graph; an export "as seen" builds the same scene from it.
    """

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._measurer, self._memo = QtMeasurer(), graph.Memo()
        self.view = graph.GraphView()
        # Adds what can be done with the chosen mark to its menu; the window knows that.
        self.extend: Callable[[QMenu], None] = lambda menu: None
        self._frame: object = None
        self._asked: object = None
        self.counter = Worker("shared events", self)
        self.header = HeaderStrip("Relationships", look)
        self.scope = Segmented(
            [
                (GraphScope.ALL, "All"), (GraphScope.AROUND, "Around selection"),
                (GraphScope.SHARED, "Shared"),
            ],
            look, "Relationships shown",
        )  # fmt: skip
        self.fit_button = IconButton("fit", "Show the whole picture", look)
        self.canvas = RelationshipsCanvas(look)
        self.footer = Footer(look)
        self._lay_out()
        self._listen(look)
        self._queued = QTimer(self, singleShot=True, interval=0)
        self._queued.timeout.connect(self.refresh)
        self._queued.start()

    def _lay_out(self) -> None:
        for part in (self.fit_button, self.scope):
            self.header.row.addWidget(part)
            part.hide()  # until there is a scene
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.footer)

    def _listen(self, look: Look) -> None:
        self._session.changed.connect(self._follow)
        look.changed.connect(self.update)
        self.scope.chosen.connect(self._choose_scope)
        self.fit_button.clicked.connect(self.fit)
        self.footer.more.clicked.connect(self._show_more)
        self.footer.connect_two.clicked.connect(lambda: graph.connect(self._session))
        canvas = self.canvas
        canvas.hovered.connect(self._hover)
        canvas.clicked.connect(self._click)
        canvas.opened.connect(self._open)
        canvas.zoomed.connect(self._zoom)
        canvas.panned.connect(self._pan)
        canvas.dragged.connect(self._drag)
        canvas.dropped.connect(self._drop)
        canvas.asked.connect(self._ask)
        canvas.resized.connect(self._later)

    # What is shown.

    @property
    def left(self) -> LayoutLeft:
        """The layout from nothing, to be kept for the next time; set its text to take it up."""
        return self._memo.left

    @property
    def scene(self) -> GraphScene | WebScene:
        """What is on the screen now."""
        return self.canvas.graph

    @property
    def is_settling(self) -> bool:
        """Whether more is to come by itself: pairs are counted, or everyone finds a place."""
        scene = self.scene
        return self.counter.is_busy or (isinstance(scene, WebScene) and scene.moving)

    def refresh(self) -> None:
        """Build the scene anew and show it."""
        self._queued.stop()
        width, height = float(self.canvas.width()), float(self.canvas.height())
        if self._counts_first(width, height):
            return
        self._keep_places()
        scene = graph.build_relationships(
            self._session, width, height, self._measurer, self.view, self._memo, _LAYOUT_S
        )
        self.canvas.show_scene(scene)
        self._show_around(scene)
        if isinstance(scene, WebScene) and scene.moving:
            self._later()
        elif (places := self._memo.web.taken()) is not None:
            self._session.project.keep_places(places)
        self.fit_button.setVisible(self.view.zoom > 1 or bool(self.view.dx_px or self.view.dy_px))
        two = None if is_web(self._session) else graph.connectable(self._session)
        self.footer.show_scene(scene, two is not None and self._session.state.path is None)

    def _counts_first(self, width: float, height: float) -> bool:
        """Whether pairs of many must be counted first: the worker does, then it goes on.

        The picture before stays meanwhile; what it was made of is said to be counted again.
        """
        session, web, view = self._session, self._memo.web, self.view
        many = session.corpus.is_large or view.actors > _MANY_ACTORS
        if not many or not is_web(session) or web.counted(session, view):
            return False
        if not isinstance(self.scene, WebScene):
            self.canvas.show_scene(WebScene(width, height, empty=COUNTING))
        self.header.set_note("counting…")
        asked = session.corpus, session.state.filter, view.actors, session.state.selection
        if asked != self._asked or not self.counter.is_busy:
            self._asked = asked
            self.counter.cancel()
            work = counting(session, view, web.found)
            self.counter.run(lambda progress: work(progress.check), self._take)
        return True

    def _take(self, found: Counted) -> None:
        self._memo.web.found = found
        self._later()

    def _show_around(self, scene: GraphScene | WebScene) -> None:
        self.header.set_note(scene.heading)
        self.scope.show_choice(self._session.state.graph)
        self.scope.setVisible(len(self._session.corpus.snapshot.relationships) > 0)

    def _keep_places(self) -> None:
        """Let newcomers join the picture that stands; a change of scope makes a new one."""
        if is_web(self._session):
            return  # a web keeps its places itself
        state = self._session.state
        around = state.graph is GraphScope.AROUND
        centres = self.view.centres if self.view.centres is not None else centres_of(self._session)
        frame = (state.graph, centres if around else None, state.filter.review)
        if frame != self._frame:
            self._frame = frame
            self.view = replace(self.view, known=())
        known = graph.known_places(self._session, self._measurer, self.view, self._memo)
        self.view = replace(self.view, known=known)

    def _follow(self, change: Change) -> None:
        if change.touches("selection", "graph") and change.origin != graph.ORIGIN:
            self.view = replace(self.view, centres=None)
        if change.touches(*_SHOWN):
            behind = change.touches("filter") and self._session.corpus.is_large
            if behind:  # what was counted for the filter before would only hold up the picture
                self.counter.cancel()
                self._asked = None
            wait_ms = PICTURE_FIRST_MS if behind else 0
            self._queued.start(PATIENCE_MS if change.can_wait else wait_ms)
        elif change.touches("window") and not is_web(self._session) and self._has_time:
            self._queued.start(_STILL_MS)

    @property
    def _has_time(self) -> bool:
        """Whether nothing is waiting that wants to be shown sooner than a moved window."""
        return not self._queued.isActive() or self._queued.interval() == _STILL_MS

    def _later(self) -> None:
        self._queued.start(0)

    # Commands the window may call.

    def fit(self) -> None:
        """Show the whole picture."""
        self.view = self.view.fitted()
        self._later()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor about the middle."""
        self._zoom(factor, self.canvas.width() / 2, self.canvas.height() / 2)

    def _show_more(self) -> None:
        self.view = self.view.more()
        self._later()

    def _choose_scope(self, key: str) -> None:
        self.view = replace(self.view, centres=None).fitted()
        self._session.update(graph.ORIGIN, graph=GraphScope(key))
        self._later()

    # Gestures.

    def _hover(self, target: Target) -> None:
        self._session.update(graph.ORIGIN, hover=_marks(target)[-1] if target else None)

    def _click(self, target: Target, toggle: bool) -> None:
        if target is None:
            return
        if self._session.state.graph is GraphScope.AROUND and self.view.centres is None:
            # The picture stands still while a person clicks about in it.
            self.view = replace(self.view, centres=centres_of(self._session))
        graph.choose(self._session, _marks(target), toggle)

    def _open(self, target: Target) -> None:
        if isinstance(target, SceneNode):
            self._focus(target.actor)
        elif isinstance(target, WebNode):
            only_actor(self._session, target.actor, graph.ORIGIN)

    def _focus(self, actor: ActorId) -> None:
        self.view = replace(self.view, centres=None).fitted()
        graph.focus(self._session, actor)
        self._later()

    def _zoom(self, factor: float, x_px: float, y_px: float) -> None:
        self.view = self.view.zoomed(factor, x_px, y_px)
        self._later()

    def _pan(self, dx_px: float, dy_px: float) -> None:
        size = float(self.canvas.width()), float(self.canvas.height())
        self.view = self.view.panned(dx_px, dy_px, *size)
        self._later()

    def _drag(self, node: SceneNode | WebNode, x_px: float, y_px: float) -> None:
        self.view = replace(self.view, moved=(self._place(node, x_px, y_px),))
        self._later()

    def _drop(self, node: SceneNode | WebNode, x_px: float, y_px: float) -> None:
        place = self._place(node, x_px, y_px)
        self.view = replace(self.view, moved=())
        graph.pin(self._session, node, place.x, place.y)

    def _place(self, node: SceneNode | WebNode, x_px: float, y_px: float) -> Position:
        """Return a point of the canvas in layout units, kept inside the picture."""
        view, canvas = self.view, self.canvas
        x = (x_px - view.dx_px) / view.zoom / max(1, canvas.width())
        y = (y_px - view.dy_px) / view.zoom / max(1, canvas.height())
        return Position(node.actor, min(0.98, max(0.02, x)), min(0.98, max(0.02, y)))

    def _ask(self, target: Target, where: QPoint) -> None:
        if target is not None:
            self._click(target, False)
        menu = self.menu_for(target)
        menu.exec(where)
        menu.deleteLater()

    def menu_for(self, target: Target) -> QMenu:
        """Return the menu of a node, or of the drawing."""
        menu = QMenu(self)
        session = self._session
        if isinstance(target, SceneNode | WebNode):
            actor = target.actor
            if isinstance(target, SceneNode):
                around = f"Show only what is around {target.title}"
                menu.addAction(around, lambda: self._focus(actor))
            menu.addAction(
                f"Filter by {target.title}", lambda: only_actor(session, actor, graph.ORIGIN)
            )
            if target.pinned:
                menu.addAction(f"Unpin {target.title}", lambda: graph.unpin(session, (actor,)))
            menu.addSeparator()
        if graph.connectable(session) and not is_web(session):
            menu.addAction("How are these two connected?", lambda: graph.connect(session))
        pinned = tuple(each.actor_id for each in session.corpus.snapshot.positions)
        if pinned:
            menu.addAction("Unpin all actors", lambda: graph.unpin(session, pinned))
        menu.addAction("Show the whole picture", self.fit)
        if target is not None:
            self.extend(menu)
        return menu


def _marks(target: SceneNode | SceneLink | WebNode | WebLine) -> tuple[Mark, ...]:
    """Return what a click selects; of a line's relationships the first leads."""
    if isinstance(target, SceneNode | WebNode):
        return (Mark.actor(target.actor),)
    if isinstance(target, WebLine):
        return tuple(Mark.actor(actor) for actor in target.actors)
    return tuple(Mark.relationship(each) for each in reversed(target.relationships))


class Footer(QWidget):
    """The legend, and the buttons that belong to the picture as a whole."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scene: GraphScene | WebScene = GraphScene(0, 0)
        self.setFixedHeight(FOOTER_PX + 1)
        self.more = QPushButton("Show more…")
        self.connect_two = QPushButton("How are these two connected?")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 8, 0)
        row.addStretch(1)
        for button in (self.connect_two, self.more):
            button.setFixedHeight(20)
            button.hide()
            row.addWidget(button)
        look.changed.connect(self.update)

    def show_scene(self, scene: GraphScene | WebScene, two_chosen: bool) -> None:
        self._scene = scene
        self.more.setVisible(scene.more and not two_chosen)
        self.connect_two.setVisible(two_chosen)
        self.setAccessibleName(" ".join([scene.footer, *(item.label for item in scene.legend)]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, colour(theme.hairline))
        painter.translate(0, 1)
        shown = [b for b in (self.more, self.connect_two) if b.isVisible()]
        right = min((button.x() for button in shown), default=self.width())
        paint_relationships_footer(painter, self._scene, theme, right)
