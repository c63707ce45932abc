package dev.muzon.gateway.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Commands about voice notes in the private chat with the bot. */
class NoteWingTest extends GatewayTest {
    private final AccountView main = account("main", requester);
    private final AccountView second = account("second", STRANGER);

    @BeforeEach
    void readNotes() {
        assistants.readNotes(main);
    }

    @AfterEach
    void readNoNotes() {
        assistants.readNotes();
    }

    private static AccountView account(String id, long person) {
        return new AccountView(id, AccountView.State.READY, id, person, null, 0, null);
    }

    @ParameterizedTest
    @CsvSource({
        "en, /status, /status",
        "ru, /track @ann, /track @ann",
        "en, /untrack @ann, /untrack @ann",
        "en, /tracked, /tracked",
        "en, /model 2, /model 2",
        "ru, /language ru, /language ru",
        "en, /notes off, /notes off",
        "en, /transcribe on, /transcribe on"
    })
    void aCommandOfTheAccountsOwnPersonIsCarriedOutByTheAccount(String language, String said, String command) {
        assertThat(asked(requester, language, said)).isEqualTo("🎙 " + language + " &lt;" + command + "&gt;");
        assertThat(assistants.noteCommands()).endsWith("main " + command);
    }

    @Test
    void theOperatorCommandsEveryAccountAndHearsWhichOne() {
        assistants.readNotes(main, second);

        assertThat(asked(OWNER, "en", "/status")).contains("account <b>main</b>", "There are main, second");
        assertThat(asked(OWNER, "en", "/track second @ann")).contains("&lt;/track @ann&gt;", "<b>second</b>");
        assertThat(assistants.noteCommands()).endsWith("main /status", "second /track @ann");
        assertThat(asked(STRANGER, "en", "/track main @ann")).isEqualTo("🎙 en &lt;/track main @ann&gt;");
        assertThat(assistants.noteCommands()).endsWith("second /track main @ann");
    }

    @ParameterizedTest
    @CsvSource({"en, 'That is for my owner, and for people'", "ru, Это могут мой владелец"})
    void aStrangerIsRefusedPolitely(String language, String words) {
        int before = assistants.noteCommands().size();
        long stranger = requester + 1_000_000; // one for each language
        assertThat(asked(stranger, language, "/track @ann")).startsWith(words);
        assertThat(assistants.noteCommands()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"voice, en", "video_note, ru"})
    void transcribeAsAnAnswerToANoteTellsItsTextInThePlaceOfASign(String kind, String language) {
        assistants.hears("Buy <milk>");

        show(requester, requester, language, "/transcribe", kind);

        await().untilAsserted(() -> assertThat(edited(requester)).containsExactly("🎙 Buy &lt;milk&gt;"));
        assertThat(privately(requester)).containsExactly("🎙 …");
        assertThat(assistants.shown()).endsWith("main note-" + requester + " 7 " + language);
    }

    @Test
    void aLongTextOfANoteComesFoldedInItsParts() {
        assistants.hears("First.", "Second.");

        show(requester, requester, "en", "/transcribe", "voice");

        await().untilAsserted(() -> assertThat(privately(requester))
                .containsExactly("🎙 …", "🎙 2/2<blockquote expandable>Second.</blockquote>"));
        assertThat(edited(requester)).containsExactly("🎙 1/2<blockquote expandable>First.</blockquote>");
    }

    // They got the first steps of music, as if nobody there read notes.
    @ParameterizedTest
    @CsvSource({"voice, en", "video_note, ru"})
    void aNoteAloneInTheChatWithTheBotIsRead(String kind, String language) {
        assistants.hears("Alone");

        telegram.update("message", note(requester, requester, language, kind).toString());

        await().untilAsserted(() -> assertThat(edited(requester)).containsExactly("🎙 Alone"));
        assertThat(privately(requester)).containsExactly("🎙 …");
    }

    @Test
    void aStrangersNoteIsAnsweredWithTheFirstSteps() {
        int before = assistants.shown().size();
        long stranger = requester + 1_000_000;

        telegram.update("message", note(stranger, stranger, "en", "voice").toString());

        await().untilAsserted(() ->
                assertThat(privately(stranger)).singleElement().asString().contains("Add me to a group"));
        assertThat(assistants.shown()).hasSize(before);
    }

    @Test
    void aStrangersNoteIsNotRead() {
        int before = assistants.shown().size();
        long stranger = requester + 1_000_000;

        show(stranger, stranger, "en", "/transcribe", "voice");

        await().untilAsserted(() ->
                assertThat(privately(stranger)).singleElement().asString().startsWith("That is for"));
        assertThat(assistants.shown()).hasSize(before);
    }

    @Test
    void theFailureOfAReadingIsToldInThePlaceOfTheSign() {
        assistants.answersTextsWith(Failure.of(FailureCode.NOTE_UNREADABLE, "noise"));

        show(requester, requester, "en", "/transcribe", "voice");

        await().untilAsserted(() ->
                assertThat(edited(requester)).singleElement().asString().isNotEqualTo("🎙 …"));
        assertThat(edited(requester).getFirst()).contains("read the sound of this voice note");
    }

    @Test
    void inAGroupANoteIsReadOnlyWhenTheBotIsNamed() {
        assistants.hears("in the group");

        show(chat, requester, "en", "/transcribe", "voice"); // for the account
        show(chat, requester, "en", "/transcribe@MuzonBot", "voice");

        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).isEqualTo("🎙 in the group")));
        assertThat(sent()).hasSize(1);
    }

    private void show(long where, long person, String language, String command, String kind) {
        ObjectNode message = telegram.message(where, person, language, command);
        message.set("reply_to_message", note(where, person, language, kind));
        telegram.update("message", message.toString());
    }

    private ObjectNode note(long where, long person, String language, String kind) {
        ObjectNode note = telegram.message(where, person, language, "");
        note.remove("text");
        note.putObject(kind)
                .put("file_id", "note-" + person)
                .put("file_unique_id", "n" + person)
                .put("duration", 7);
        return note;
    }

    private List<String> edited(long where) {
        return telegram.calls("editmessagetext").stream()
                .filter(call -> call.chatId() == where)
                .map(call -> call.text())
                .toList();
    }

    @Test
    void transcribeAloneTellsWhereNotesAreRead() {
        assertThat(asked(requester, "en", "/transcribe")).contains("in any of your other chats", "forward to me here");
        assertThat(asked(requester + 1_000_000, "en", "/transcribe")).startsWith("That is for my owner");
    }

    @Test
    void theOperatorHearsThatNotesAreSwitchedOff() {
        assistants.readNotes();
        assertThat(asked(OWNER, "en", "/status")).startsWith("Voice notes are switched off here.");
    }

    @Test
    void theFailureIsToldWhileAssistantServiceIsAway() {
        assistants.failNext(1);
        assertThat(asked(requester, "en", "/status")).doesNotContain("🎙").contains("does not answer");
    }

    @Test
    void inAGroupTheCommandsAreTheAccountsUnlessTheBotIsNamed() {
        say("en", "/track @ann");
        say("en", "/status");
        say("en", "/status@MuzonBot");
        assertThat(reply()).isEqualTo("I take that only in private.");
        assertThat(sent()).hasSize(1);
        say("en", "/language klingon");
        assertThat(reply()).contains("/lang ru");
    }

    @Test
    void helpAndTheMenuNameTheCommandsToThesePeopleAlone() {
        asked(requester, "en", "/tracked");
        assertThat(asked(requester, "en", "/help")).contains("Voice notes", "/untrack — ", "/language — ");
        assertThat(asked(STRANGER, "en", "/help")).contains("/play").doesNotContain("/untrack");
        say("en", "/help");
        assertThat(reply()).doesNotContain("/untrack");
    }

    private String asked(long person, String language, String said) {
        int before = privately(person).size();
        telegram.say(person, person, language, said);
        await().untilAsserted(() -> assertThat(privately(person)).hasSizeGreaterThan(before));
        return privately(person).getLast();
    }

    private List<String> privately(long person) {
        return telegram.calls("sendmessage").stream()
                .filter(call -> call.chatId() == person)
                .map(call -> call.text())
                .toList();
    }
}
