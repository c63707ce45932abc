package dev.muzon.gateway.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.rest.AccountView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void transcribeSendsToTheChatOfTheNote() {
        assertThat(asked(requester, "en", "/transcribe")).contains("in the chat where it is");
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
