"""Everything one component of a mixture can be asked for its water hazard class; rarer things stay folded away."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.substances import LibrarySubstance, SubstanceLibrary, is_cas_number
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.whc_sheet import PUBLISHED, STATEMENTS, UNIDENTIFIED, ComponentDraft
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.draft_form import DraftForm
from tmfcheck.whc_wording import CLASSES, key_words
from tmfcheck.wording import standing

_BY_STATEMENTS = ("statements", "acute_known", "environment_known")
_RARE = (
    "inhalation_only",
    "aquatic",
    "degradable",
    "readily_degradable",
    "not_accumulating",
    "is_proved_harmless",
)
_PROOF = (
    "proof",
    "state",
    "solubility",
    "two_valid_tests_without_effect_below_solubility",
    "no_hazardous_degradation_product",
    "does_not_float",
    "is_organic",
)


class ComponentEditor(QWidget):
    """Bound to one component at a time; ``edited`` after every change, ``replaced`` when the library is chosen from."""

    edited = Signal()
    replaced = Signal(object)
    """A LibrarySubstance was chosen by its name."""

    def __init__(self, context: GuiContext, pack: Pack, library: SubstanceLibrary) -> None:
        super().__init__()
        self._context = context
        self._pack = pack
        self._library = library
        self._draft = ComponentDraft()
        self.form = DraftForm(context)
        self.form.edited.connect(self._on_edited)
        self.more = self._make_more()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        self.origin = elements.text("", "hint")
        column.addWidget(self.origin)
        column.addWidget(self.form)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_plain()
        self._build_evidence()
        self._build_rare()

    # --------------------------------------------------------------- parts

    def _build_plain(self) -> None:
        gettext, form = self._context.texts.gettext, self.form
        name = form.add_line("name", gettext("Name"), gettext("type a few letters for the library"))
        self._complete(name)
        form.add_line("cas", gettext("CAS number"))
        form.add_words("cas_doubt", gettext("The check digit does not fit: is the number right?"))
        form.add_number("fraction", gettext("Mass fraction"), "%")
        bases = {
            STATEMENTS: gettext("by hazard statements"),
            PUBLISHED: gettext("class is published"),
            UNIDENTIFIED: gettext("not identified"),
        }
        form.add_choice("basis", gettext("Its class"), bases)
        classes = {whc: f"{whc} · {gettext(words)}" for whc, words in CLASSES.items()}
        form.add_choice("whc", gettext("Published class"), classes)

    def _build_evidence(self) -> None:
        gettext, form = self._context.texts.gettext, self.form
        form.add_line("statements", key_words("h_statements", self._context.texts), "H300, H410")
        acute, environment = (self._missing_points(name) for name in ("acute_oral_or_dermal", "environment"))
        words = gettext("No data on oral or dermal toxicity (+{points})").format(points=acute)
        form.add_tick("acute_known", words, is_inverted=True)
        words = gettext("No data on the environment (+{points})").format(points=environment)
        form.add_tick("environment_known", words, is_inverted=True)
        form.add_number("m_factor", key_words("m_factor", self._context.texts), " ", "1")
        form.add_tick("carcinogenic", gettext("Carcinogenic otherwise than by inhalation only"))
        limit = self._context.texts.quantity(self._pack.figure("whc_carcinogen_cutoff_percent"))
        form.add_number("carcinogen_limit", key_words("carcinogen_limit_percent", self._context.texts), "%", limit)

    def _build_rare(self) -> None:
        gettext, form = self._context.texts.gettext, self.form
        form.add_line("inhalation_only", key_words("inhalation_only", self._context.texts), "H372")
        form.add_number("aquatic", key_words("aquatic_mg_per_l", self._context.texts), gettext("mg/l"))
        form.add_tick("degradable", gettext("Shown to degrade"))
        form.add_tick("readily_degradable", gettext("Shown to degrade readily"))
        form.add_tick("not_accumulating", gettext("Shown not to accumulate in organisms"))
        form.add_tick("is_proved_harmless", gettext("Show that it is not hazardous"))
        form.add_words("proof", gettext("All of this must hold; then a substance without points is class 0."))
        form.add_choice("state", gettext("State"), {"solid": gettext("solid"), "liquid": gettext("liquid")})
        form.add_number("solubility", key_words("solubility_mg_per_l", self._context.texts), gettext("mg/l"))
        two = gettext("Two valid tests show no effect below the solubility")
        form.add_tick("two_valid_tests_without_effect_below_solubility", two)
        form.add_tick("no_hazardous_degradation_product", gettext("No hazardous product of degradation"))
        form.add_tick("does_not_float", gettext("Does not float on water"))
        form.add_tick("is_organic", gettext("It is organic"))
        form.add_tick("organic_degrades", gettext("It degrades"))

    def _missing_points(self, what: str) -> int:
        rows = self._pack.tables["whc_missing_data"].rows
        return next(int(row["points"]) for row in rows if row["missing"] == what)

    def _make_more(self) -> QPushButton:
        more = elements.button(self._context.texts.gettext("More about this component"), "quiet")
        more.setCheckable(True)
        more.clicked.connect(self._show_what_matters)
        return more

    def _complete(self, name: QLineEdit) -> None:
        """Offer the library's names; choosing one brings its number and statements."""
        pick = self._context.content.pick
        self._by_name = {pick(each.name): each for each in self._library.substances}
        completer = QCompleter(QStringListModel(list(self._by_name), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_name_chosen)
        name.setCompleter(completer)

    # ------------------------------------------------------- what is shown

    def show_component(self, draft: ComponentDraft) -> None:
        """Show a component; emits nothing."""
        self._draft = draft
        self.form.show_draft(draft)
        rare = draft.inhalation_only or draft.aquatic is not None or draft.is_proved_harmless
        self.more.setChecked(self.more.isChecked() or bool(rare))
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        """Only what this component is asked for."""
        draft, form = self._draft, self.form
        by_statements = draft.basis == STATEMENTS
        has_more = by_statements and self.more.isChecked()
        form.show_fields(("whc",), visible=draft.basis == PUBLISHED)
        form.show_fields(_BY_STATEMENTS, visible=by_statements)
        form.show_fields(_RARE, visible=has_more)
        form.show_fields(_PROOF, visible=has_more and draft.is_proved_harmless)
        asks_degrading = has_more and draft.is_proved_harmless and draft.is_organic
        form.show_fields(("organic_degrades",), visible=asks_degrading)
        form.show_fields(("cas_doubt",), visible=bool(draft.cas) and not is_cas_number(draft.cas))
        self.more.setVisible(by_statements)
        self._show_origin()

    def _show_origin(self) -> None:
        """What the library knows of it, and whether that was compared with a source."""
        texts, pick = self._context.texts, self._context.content.pick
        known = next((each for each in self._library.substances if each.id == self._draft.library_id), None)
        self.origin.setVisible(known is not None)
        if known is None:
            return
        source = self._library.sources.get(known.source)
        words = [texts.gettext("From the library: {standing}.").format(standing=self._standing(known))]
        words += [f"{pick(source.title)} · {known.index}".strip(" ·")] if source is not None else []
        words += [pick(known.note)] if known.note else []
        self.origin.setText("\n".join(words))

    def _standing(self, known: LibrarySubstance) -> str:
        return standing(self._context.texts, self._pack, known.source, verified=known.verified)

    # ------------------------------------------------------------ the user

    def _on_name_chosen(self, name: str) -> None:
        self.replaced.emit(self._by_name[name])

    def _on_edited(self, name: str) -> None:
        if name in ("statements", "m_factor", "inhalation_only", "cas"):
            # What a user changed is no longer what the library says.
            self._draft.library_id = ""
        self._show_what_matters()
        self.edited.emit()
