package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.BotWords;
import dev.muzon.e2e.suite.BotWords.Said;
import dev.muzon.e2e.suite.Inside;
import dev.muzon.e2e.suite.Inside.Player;
import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Visitor;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a newcomer's way: a new group, the bot, its rights one by one, music, and trouble. Boris reads Russian on a
 * phone. Whatever the bot says is compared with what the services and the sandbox know.
 */
@EnabledIf(
        value = "dev.muzon.e2e.suite.BrowserScript#possible",
        disabledReason =
                "SKIPPED: no browser; apt-get install chromium fonts-noto-color-emoji, or name one with CHROMIUM")
@ExtendWith({Network.class, SharedSuite.class})
class PersonWalkE2E {
    private static final String VOICE = "voice-call-service";
    private static final String STAIRCASE = Music.STAIRCASE;
    private static final Song NEXT = Music.song(Format.MP3);

    /** Words in Latin letters in any language: commands, names of people, of songs and of services. */
    private static final Pattern NAMES = Pattern.compile(
            "/\\w+|@\\w+|Muzon|Telegram|YouTube|Spotify|" + STAIRCASE + "|" + NEXT.title() + "|Tone Quartet");

    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

    private final Telegram telegram;
    private final Inside inside;
    private final BotWords words;
    private final Visitor boris;
    private final long assistant;

    private long group;
    private Listener listener;

    PersonWalkE2E(RunningSuite suite, Telegram telegram) throws IOException, InterruptedException {
        this.telegram = telegram;
        inside = new Inside(suite);
        words = new BotWords(telegram);
        boris = Visitor.onPhone(suite.page());
        assistant = telegram.user("Muzon Assistant");
        listener = new Listener(telegram, 0);
    }

    @AfterEach
    void leave() throws IOException {
        boris.close();
        words.close();
        if (group != 0) {
            telegram.say(group, telegram.user("Борис"), "/stop");
        }
    }

    @Test
    void everySentenceOnANewcomersWayIsTrueAndInTheirLanguage() {
        assertThat(boris.does("becomes", "name", "Борис").path("language").asString())
                .isEqualTo("ru");
        aNewGroupIsGreetedWithWhatIsMissing();
        theGreetingIsCorrectedWhenTheRightIsGiven();
        withoutAVoiceChatTheMusicWaitsAndSaysSo();
        theMusicBeginsByItselfInTheVoiceChat();
        aSecondSongWaitsInTheQueue();
        pauseSeekAndResumeDoWhatTheySay();
        theVolumeIsWhatItSays();
        theMusicGoesOnAfterTheVoiceServiceWasKilled();
        aSkipLeadsToTheNextSong();
        theHelpKnowsHowManySongsThereAre();
        wordsThatNothingFitsAreAnsweredWithWhereWasSearched();
        stopEmptiesTheQueueAndTheVoiceChat();
        theBotSpokeRussianOnlyAndOfNoOtherTrouble();
        inPrivateTheBotLeadsIntoAGroupOfItsOwn();
    }

    private void aNewGroupIsGreetedWithWhatIsMissing() {
        String title = boris.does("makesAGroup").path("title").asString();
        group = telegram.chat(title);
        listener = new Listener(telegram, group);
        boris.does("pressesBeside", "button", "Добавить бота");

        String greeting = reads("☐ Помощник пока не может войти");
        assertThat(telegram.isIn(group, telegram.bot())).isTrue();
        assertThat(telegram.rights(group, telegram.bot())).isEmpty();
        assertThat(telegram.isIn(group, assistant)).isFalse();
        assertThat(greeting).contains("Сделайте меня админом с правом Пригласительные ссылки");
        assertThat(inside.readyAssistants()).contains("muzon_assistant");
        assertThat(greeting).contains("✅ Мой помощник готов: @muzon_assistant.");
    }

    private void theGreetingIsCorrectedWhenTheRightIsGiven() {
        boris.does("ticks", "right", "Muzon: пригласительные ссылки", "given", true);
        reads("✅ Мне дано право Пригласительные ссылки");
        assertThat(telegram.rights(group, telegram.bot())).contains("INVITE_USERS");

        boris.does("ticks", "right", "Muzon: пригласительные ссылки", "given", false);
        reads("☐ Помощник пока не может войти");
        assertThat(telegram.rights(group, telegram.bot())).doesNotContain("INVITE_USERS");

        boris.does("presses", "button", "Сделать меня админом");
        assertThat(reads("✅ Мне дано право Пригласительные ссылки")).doesNotContain("☐");
        assertThat(telegram.rights(group, telegram.bot())).contains("INVITE_USERS");
    }

    private void withoutAVoiceChatTheMusicWaitsAndSaysSo() {
        says("/play " + STAIRCASE);

        reads("Пока не могу играть: голосовой чат не начат");
        assertThat(telegram.get("sandbox/chats/" + group).path("voiceChat").isObject())
                .isFalse();
        assertThat(inside.player(group).title()).isEqualTo(STAIRCASE);
        assertThat(inside.player(group).state()).isNotEqualTo("PLAYING");
        assertThat(telegram.receptions(group)).isEmpty();
    }

    private void theMusicBeginsByItselfInTheVoiceChat() {
        boris.does("pressesBeside", "button", "Начать голосовой чат");

        listener.awaitSecond(0, 60);
        card(text -> text.contains(STAIRCASE) && text.contains("▶️"));
        assertThat(inside.player(group).state()).isEqualTo("PLAYING");
        assertThat(telegram.participants(group)).contains(assistant);
        assertThat(telegram.isIn(group, assistant)).isTrue();
        positionsAgree();
    }

    private void aSecondSongWaitsInTheQueue() {
        says("/play " + NEXT.title());
        String queued = reads("Номер 1 в очереди");
        assertThat(queued).contains(NEXT.title(), "начнётся примерно через");
        assertThat(inside.player(group).upcoming()).containsExactly(NEXT.title());

        says("/queue");
        String queue = reads("Дальше:");
        assertThat(queue).containsSubsequence("Сейчас: " + STAIRCASE, "1. ", NEXT.title(), "Борис");
    }

    private void pauseSeekAndResumeDoWhatTheySay() {
        says("/pause");
        listener.awaitSilence();
        awaitPlayer(player -> player.state().equals("PAUSED"));
        told(text -> text.contains("⏸ Пауза"));

        says("/seek 0:30");
        card(text -> text.contains("0:30 ") && text.contains("⏸ Пауза")); // in sight, so that it is the answer
        awaitPlayer(player -> player.position().equals(Duration.ofSeconds(30)));
        assertThat(inside.player(group).state()).isEqualTo("PAUSED");

        says("/resume");
        assertThat(listener.awaitSecond(30, 70)).isBetween(30, 70);
        awaitPlayer(player -> player.state().equals("PLAYING"));
        positionsAgree();
    }

    private void theVolumeIsWhatItSays() {
        says("/volume 60");
        told(text -> text.contains("60%"));
        awaitPlayer(player -> player.volume() == 60);
        card(text -> text.contains("🔊 60%"));
    }

    private void theMusicGoesOnAfterTheVoiceServiceWasKilled() {
        int restarts = telegram.process(VOICE).path("restarts").intValue();
        Duration before = inside.player(group).position();
        boris.does("pressesBeside", "service", VOICE, "button", "Уронить");

        await("the restart")
                .atMost(PATIENCE)
                .until(() -> telegram.process(VOICE).path("restarts").intValue() > restarts);
        int second = listener.awaitSecond((int) before.toSeconds() - 3, Music.STAIRCASE_SECONDS);
        assertThat(second).isGreaterThanOrEqualTo((int) before.toSeconds() - 3);
        awaitPlayer(player -> player.state().equals("PLAYING") && player.title().equals(STAIRCASE));
        assertThat(inside.player(group).volume()).isEqualTo(60);
        assertThat(inside.player(group).upcoming()).containsExactly(NEXT.title());
        card(text -> text.contains(STAIRCASE) && text.contains("▶️") && text.contains("🔊 60%"));
    }

    private void aSkipLeadsToTheNextSong() {
        says("/skip");
        listener.awaitTone(NEXT.hertz());
        told(text -> text.contains("⏭ Пропущено: " + STAIRCASE));
        card(text -> text.contains(NEXT.title()) && text.contains("▶️"));
        assertThat(inside.player(group).title()).isEqualTo(NEXT.title());
        assertThat(inside.player(group).upcoming()).isEmpty();
    }

    private void theHelpKnowsHowManySongsThereAre() {
        says("/help");
        assertThat(reads("Что я умею")).contains("Ищу в своей музыке (" + inside.songs() + " ");
    }

    private void wordsThatNothingFitsAreAnsweredWithWhereWasSearched() {
        says("/play щщщщщщ");
        assertThat(reads("Ничего не нашлось")).contains("в моей музыке (" + inside.songs() + " ");
    }

    private void stopEmptiesTheQueueAndTheVoiceChat() {
        says("/stop");
        told(text -> text.contains("⏹ Остановлено"));
        awaitPlayer(player -> player.state().equals("IDLE"));
        await("an empty voice chat").atMost(PATIENCE).until(() -> telegram.participants(group), List.of()::equals);

        says("/queue");
        reads("Очередь пуста");
        says("/pause");
        reads("Сейчас ничего не играет");
    }

    private void theBotSpokeRussianOnlyAndOfNoOtherTrouble() {
        List<Said> all = words.in(group);

        assertThat(all).isNotEmpty().allSatisfy(said -> assertThat(said.text()).satisfies(PersonWalkE2E::isRussian));
        assertThat(all)
                .filteredOn(said -> said.text().contains("⚠️"))
                .extracting(Said::text)
                .isNotEmpty()
                .allMatch(text -> text.contains("голосовой чат не начат"));
        // The greeting was corrected in place. Everything else is said once.
        assertThat(telegram.messages(group))
                .filteredOn(message -> message.path("userId").longValue() == telegram.bot())
                .extracting(Telegram::text)
                .doesNotHaveDuplicates();
    }

    private void inPrivateTheBotLeadsIntoAGroupOfItsOwn() {
        boris.does("writesToTheBot", "bot", "Muzon", "text", "Спой мне песню");
        assertThat(reads("Я включаю музыку в голосовых чатах групп, а не здесь"))
                .contains("Ищу в своей музыке (" + inside.songs() + " ");
        boris.does("presses", "button", "Добавить в группу");
        String title = boris.does("arrivesIn", "not", "Muzon").path("title").asString();
        long another = telegram.chat(title);

        assertThat(reads("✅ Мне дано право Пригласительные ссылки")).doesNotContain("☐");
        assertThat(telegram.rights(another, telegram.bot())).containsExactly("INVITE_USERS");
        assertThat(words.in(another)).allSatisfy(said -> assertThat(said.text()).satisfies(PersonWalkE2E::isRussian));
    }

    private void says(String text) {
        boris.does("says", "text", text);
    }

    /** Reads on the page what somebody else says. */
    private String reads(String text) {
        return boris.does("reads", "words", text).path("text").asString();
    }

    /** Waits until the bot says it, in a message, on a card or beside a pressed button. */
    private void told(Predicate<String> wanted) {
        await("words of the bot")
                .atMost(PATIENCE)
                .until(() -> words.in(group).stream().map(Said::text).anyMatch(wanted));
    }

    /** Waits until the newest card is so. */
    private void card(Predicate<String> wanted) {
        await("a card")
                .atMost(PATIENCE)
                .until(() -> telegram.messages(group).reversed().stream()
                        .filter(message -> !message.path("keyboard").isEmpty())
                        .map(Telegram::text)
                        .filter(text -> !text.contains("☐") && !text.contains("✅"))
                        .findFirst()
                        .filter(wanted)
                        .isPresent());
    }

    private void awaitPlayer(Predicate<Player> wanted) {
        await("the player").atMost(PATIENCE).until(() -> inside.player(group), wanted);
    }

    /** Compares the second that is heard with the player's position. Both move on meanwhile. */
    private void positionsAgree() {
        int heard = listener.awaitSecond(0, Music.STAIRCASE_SECONDS);

        assertThat(inside.player(group).position().toSeconds()).isBetween(heard - 2L, heard + 15L);
    }

    private static void isRussian(String text) {
        assertThat(LATIN_WORD
                        .matcher(NAMES.matcher(text).replaceAll(""))
                        .results()
                        .map(found -> found.group()))
                .as(text)
                .isEmpty();
    }
}
