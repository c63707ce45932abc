package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the commands by which an account's owner rules over voice notes, with the real libtdjson. */
class VoiceNoteCommandsTest extends NoteScenario {
    private NoteChat saved;

    @BeforeEach
    void openSavedMessages() {
        saved = NoteChat.between(telegram, me, me);
    }

    @AfterEach
    void goBackToEnglish() {
        saved.awaitAnswer(saved.write(me, "/language en"), "🎙 The language of notes is English.");
    }

    private String answer(NoteChat where, String command) {
        return answer(where, where.write(me, command));
    }

    private static String answer(NoteChat where, Message command) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(where.answers(command)).isNotEmpty());
        return where.answers(command).getFirst().text();
    }

    @Test
    void helpListsTheCommandsInSavedMessagesAndInPrivateChats() {
        assertThat(answer(saved, "/help")).startsWith("🎙 ").contains("/transcribe", "/track", "/language", "/status");
        assertThat(answer(chat, "/help")).contains("/transcribe");
    }

    @Test
    void statusTellsOfConnectionModelQueueAndTrackedPeople() {
        assertThat(answer(saved, "/status"))
                .contains("Running for 0 d 0 h", "Telegram: connected", "http (whisper-1)", "waiting: 0")
                .contains("Voice notes: on", "Tracked people: ", "Real-time factor: ");
    }

    @Test
    void notesOfATrackedPersonBecomeTextUntilTheyAreUntracked() {
        String name = "@" + friend.username();
        Message before = chat.note(friend, tone);

        assertThat(answer(saved, "/track " + name))
                .isEqualTo("🎙 Voice notes of " + name + " become text from now on.");
        chat.awaitAnswer(chat.note(friend, tone), "🎙 buy milk");
        assertThat(answer(saved, "/tracked")).contains(name);

        assertThat(answer(saved, "/untrack " + name)).contains("do not become text any more");
        Message after = chat.note(friend, tone);
        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");
        assertThat(chat.answers(after)).isEmpty();
        assertThat(chat.answers(before)).isEmpty();
    }

    @Test
    void trackAsAnAnswerTracksTheOneWhoWroteTheMessage() {
        Message theirs = chat.write(friend, "hello");

        assertThat(answer(chat, chat.reply(me, theirs, "/track"))).contains("@" + friend.username());

        chat.awaitAnswer(chat.note(friend, tone), "🎙 buy milk");
    }

    @Test
    void nobodyIsTrackedWhereTheNameIsWrong() {
        assertThat(answer(saved, "/track @nobody_has_this")).isEqualTo("🎙 I know nobody of that name.");
        assertThat(answer(saved, "/track")).startsWith("🎙 Write /track @name");
        assertThat(answer(saved, "/track @" + me.username())).contains("become text anyway");
    }

    @Test
    void transcribeAsAnAnswerReadsANoteOfSomebodyWhoIsNotTracked() {
        Message theirs = chat.note(friend, tone);

        chat.reply(me, theirs, "/transcribe");

        chat.awaitAnswer(theirs, "🎙 buy milk");
    }

    @Test
    void transcribeBringsAnAnswerBackThatWasDeleted() {
        Message note = chat.note(me, tone);
        Message answer = chat.awaitAnswer(note, "🎙 buy milk");
        chat.delete(answer, me);

        chat.reply(me, note, "/transcribe");

        chat.awaitAnswer(note, "🎙 buy milk");
    }

    @Test
    void transcribeOfAnOrdinaryMessageIsExplained() {
        Message hello = chat.write(friend, "hello");

        assertThat(answer(chat, chat.reply(me, hello, "/transcribe"))).startsWith("🎙 Answer a voice or video note");
    }

    @Test
    void notesOffLeavesNotesAloneUntilTheyAreSwitchedOnAgain() {
        assertThat(answer(saved, "/notes off")).contains("only when you answer one with /transcribe");
        Message note = chat.note(me, tone);
        Message asked = chat.note(me, tone);
        chat.reply(me, asked, "/transcribe");
        chat.awaitAnswer(asked, "🎙 buy milk");

        assertThat(answer(saved, "/notes on")).contains("become text again");

        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");
        assertThat(chat.answers(note)).isEmpty();
    }

    @Test
    void theAccountAnswersInRussianOnceThatIsItsLanguage() {
        assertThat(answer(saved, "/language ru")).isEqualTo("🎙 Язык сообщений: русский.");
        recogniser.requests.clear();
        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");

        assertThat(recogniser.requests.getFirst().body()).contains("name=\"language\"\r\n\r\nru\r\n");
        assertThat(answer(saved, "/help")).contains("Что я делаю");
    }

    @Test
    void aCommandInRussianIsAnsweredInRussian() {
        assertThat(answer(saved, "/статус")).contains("Telegram: на связи");
        assertThat(answer(saved, "/голосовые выкл")).contains("только когда вы отвечаете");
        assertThat(answer(saved, "/Голосовые вкл")).contains("снова становятся текстом");
        assertThat(answer(saved, "/status")).contains("Telegram: connected");
    }

    @Test
    void aGroupIsSilentUntilItIsSwitchedOnWithANotice() {
        NoteChat group = group();
        Message before = group.note(me, tone);

        Message on = group.write(me, "/transcribe on");
        assertThat(answer(group, on)).contains("@" + me.username(), "in this group from now on");
        group.awaitAnswer(group.note(me, tone), "🎙 buy milk");

        assertThat(answer(group, "/transcribe off")).contains("not become text in this group any more");
        Message after = group.note(me, tone);
        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");
        assertThat(group.answers(before)).isEmpty();
        assertThat(group.answers(after)).isEmpty();
    }

    @Test
    void aNoteWasReadInAGroupThatHadNoNotice() {
        NoteChat group = group();
        long before = telegram.server.requests("messages.sendMessage");
        telegram.server.faults().fail("messages.sendMessage", 1, 400, "CHAT_RESTRICTED");
        Message on = group.write(me, "/transcribe on");
        await().atMost(PATIENCE).until(() -> telegram.server.requests("messages.sendMessage") > before);

        Message text = group.awaitAnswer(group.note(me, tone), "🎙 buy milk");

        assertThat(group.answers(on))
                .singleElement()
                .satisfies(notice -> assertThat(notice.id()).isLessThan(text.id()));
    }

    @Test
    void inAGroupHelpIsLeftToItsBotsUnlessItNamesTheAccount() {
        NoteChat group = group();

        Message forBots = group.write(me, "/help");
        Message forOthers = group.write(me, "/transcribe@another_bot on");
        assertThat(answer(group, "/help@" + me.username())).contains("/transcribe");

        assertThat(group.answers(forBots)).isEmpty();
        assertThat(group.answers(forOthers)).isEmpty();
    }

    /** Makes a group that the account is in and has heard of. */
    private static NoteChat group() {
        Chat group = telegram.publicGroup();
        telegram.world.joining().join(group.id(), me.id());
        await().atMost(PATIENCE).until(() -> scene.account().session().isMember(group.id()));
        return NoteChat.of(telegram, group);
    }

    @Test
    void nobodyElseCommandsTheAccount() {
        Message theirs = chat.write(friend, "/notes off");
        Message mine = chat.note(me, tone);

        chat.awaitAnswer(mine, "🎙 buy milk");

        assertThat(chat.answers(theirs)).isEmpty();
    }

    @Test
    void aCommandToABotIsTheBots() {
        NoteChat withBot = NoteChat.between(telegram, me, telegram.bot());
        Message command = withBot.write(me, "/help");

        answer(saved, "/help");

        assertThat(withBot.answers(command)).isEmpty();
    }

    @Test
    void theRulesOutliveTheProcess() {
        answer(saved, "/track @" + friend.username());

        scene.restart();

        chat.awaitAnswer(chat.note(friend, tone), "🎙 buy milk");
        assertThat(answer(saved, "/tracked")).contains("@" + friend.username());
    }

    @Test
    void aCommandGivenToTheBotDoesWhatOneInSavedMessagesDoes() throws Exception {
        String name = "@" + friend.username();

        assertThat(bot("/track " + name, "ru")).contains(name).contains("теперь становятся текстом");
        assertThat(answer(saved, "/tracked")).contains(name);
        chat.awaitAnswer(chat.note(friend, tone), "🎙 buy milk");

        assertThat(bot("/untrack " + name, "en")).contains("do not become text any more");
        assertThat(answer(saved, "/tracked")).doesNotContain(name);
        assertThat(bot("/status", "en")).contains("Telegram: connected", "Voice notes: on");
        assertThat(bot("/transcribe on", "en")).startsWith("That is for groups.");
        assertThat(bot("/model 9", "en")).startsWith("I know no such recogniser");
    }

    @Test
    void whatIsNoCommandAndWhoReadsNoNotesIsRefusedOverRest() throws Exception {
        for (String body : List.of("{}", "{\"text\":\"hello\"}", "{\"text\":\"/" + "x".repeat(200) + "\"}")) {
            assertThat(scene.service()
                            .post("/v1/notes/accounts/main/commands", body)
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(scene.service()
                        .post("/v1/notes/accounts/nobody/commands", "{\"text\":\"/status\"}")
                        .statusCode())
                .isEqualTo(400);
        JsonNode accounts = JsonMapper.shared().readTree(scene.service().get("/v1/notes/accounts"));
        assertThat(accounts)
                .singleElement()
                .satisfies(account ->
                        assertThat(account.path("userId").longValue()).isEqualTo(me.id()));
    }

    private static String bot(String command, String language) throws IOException, InterruptedException {
        String body = JsonMapper.shared().writeValueAsString(new NoteRequest(command, language));
        String answer =
                scene.service().post("/v1/notes/accounts/main/commands", body).body();
        return JsonMapper.shared().readTree(answer).path("text").asString();
    }
}
