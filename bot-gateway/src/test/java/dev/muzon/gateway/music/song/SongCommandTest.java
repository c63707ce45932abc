package dev.muzon.gateway.music.song;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.nowplaying.CardTracks;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FakeSearchService;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Files of songs in a group, from the command to Telegram's upload. */
class SongCommandTest extends GatewayTest {
    private static final Track NOCTURNE = FakeSearchService.track("song-1", "library", "Nocturne / Live");

    @Autowired
    private SongSender sender;

    @Autowired
    private PlayerClient players;

    @Autowired
    private CardTracks cards;

    @Autowired
    private MongoTemplate mongo;

    private FakeBotApi.Call file() {
        await().untilAsserted(() -> assertThat(calls("sendaudio")).isNotEmpty());
        return calls("sendaudio").getLast();
    }

    /** Returns the bytes of the part that the call names as its file. */
    private static String sound(FakeBotApi.Call call) {
        String part = call.body().path("audio").asString().replace("attach://", "");
        return call.body().path(part).asString();
    }

    @ParameterizedTest
    @CsvSource({"/song artist - nocturne", "/song https://host.example/nocturne.mp3", "/песня artist - nocturne"})
    void aSongThatIsNamedComesAsAFileAndTheProgressGoes(String command) {
        search.hasSong("artist - nocturne", NOCTURNE);
        search.hasSong("https://host.example/nocturne.mp3", NOCTURNE);
        search.hasFile(NOCTURNE, "the sound");

        say("en", command);

        var sent = file().body();
        assertThat(sound(file())).isEqualTo("the sound");
        assertThat(sent.path("title").asString()).isEqualTo("Nocturne / Live");
        assertThat(sent.path("performer").asString()).isEqualTo("Artist & Co");
        assertThat(sent.path("duration").asInt()).isEqualTo(185);
        assertThat(sent.path("file_name").asString()).endsWith(".mp3").doesNotContain("/");
        assertThat(sent.path("reply_parameters").asString()).contains("message_id");
        await().untilAsserted(() -> assertThat(calls("deletemessage")).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"en, 💾 Getting the file of", "ru, 💾 Готовлю файл"})
    void theTrackThatPlaysComesAsAFile(String language, String progress) {
        search.hasFile(entry.track(), "nocturne");
        player.shows(playing(5));

        say(language, "/song");

        assertThat(sound(file())).isEqualTo("nocturne");
        assertThat(sent().getFirst().text()).startsWith(progress);
    }

    @Test
    void theTrackOfACardComesAsAFileAlsoWhenAnotherOnePlays() {
        search.hasFile(entry.track(), "of the card");
        int card = card(playing(5));
        player.shows(Players.idle(chat, 6, Instant.now()));
        ObjectNode command = telegram.message(chat, requester, "en", "/song");
        ObjectNode answered = telegram.message(chat, FakeBotApi.BOT, "en", "card");
        answered.put("message_id", card);
        command.set("reply_to_message", answered);

        telegram.update("message", command.toString());

        assertThat(sound(file())).isEqualTo("of the card");
    }

    @Test
    void theButtonOfTheCardSendsTheFileOnce() {
        search.hasFile(entry.track(), "pressed");
        player.shows(playing(5));

        press(requester, 77, "song:5");
        assertThat(sound(file())).isEqualTo("pressed");
        press(STRANGER, 77, "song:5");

        assertThat(toast().text()).startsWith("That song is on its way, or just came.");
        assertThat(calls("sendaudio")).hasSize(1);
    }

    // A file that was on its way when the process ended never came: nothing was left of its press.
    @Test
    void aPressWasForgottenBeforeItsFileHadCome() {
        search.hasFile(entry.track(), "slow");
        player.shows(playing(5));
        CountDownLatch release = telegram.in(chat).holdNext("sendaudio");

        int update = telegram.press(chat, requester, 77, "song:5");
        await().until(() -> calls("sendaudio").size() == 1 && state(update).isPresent());
        assertThat(state(update)).isNotEqualTo(Optional.of("DONE"));
        release.countDown();

        await().until(() -> state(update).equals(Optional.of("DONE")));
        assertThat(calls("deletemessage")).hasSize(1);
    }

    private Optional<String> state(int update) {
        return Optional.ofNullable(mongo.findById("update:" + FakeBotApi.BOT + ":" + update, Document.class, "jobs"))
                .map(job -> job.getString("state"));
    }

    @ParameterizedTest
    @CsvSource({"song:4", "song:", "song:x"})
    void theButtonOfAnotherSongSaysSo(String data) {
        player.shows(playing(5));

        press(requester, 77, data);

        assertThat(toast().text()).startsWith("That song is no longer playing.");
    }

    @ParameterizedTest
    @CsvSource({"en, That sound belongs to a chat", "ru, Этот звук принадлежит чату"})
    void soundOfAChatIsRefusedInWords(String language, String words) {
        player.shows(Players.playing(chat, 5, Instant.now(), Players.entry("private", "Private", requester)));

        say(language, "/song");

        await().untilAsserted(() ->
                assertThat(edits()).anySatisfy(edit -> assertThat(edit.text()).contains(words)));
        assertThat(calls("sendaudio")).isEmpty();
    }

    @Test
    void anUploadThatTelegramRefusesIsToldAndTheButtonWorksAgain() {
        search.hasFile(entry.track(), "second try");
        player.shows(playing(5));
        telegram.in(chat).refuseNext("sendaudio", 400, "Bad Request: not enough rights to send music to the chat");

        press(requester, 77, "song:5");
        await().untilAsserted(() -> assertThat(edits())
                .isNotEmpty()
                .last()
                .satisfies(edit -> assertThat(edit.text()).doesNotContain("📤")));

        press(requester, 77, "song:5");
        await().untilAsserted(() -> assertThat(calls("sendaudio")).hasSize(2));
    }

    // The person got neither the file nor a word.
    @Test
    void aTopicThatWasClosedMeanwhileSwallowedTheFile() {
        search.hasFile(entry.track(), "the whole song");
        player.shows(playing(5));
        telegram.in(chat).refuseNext("sendaudio", 400, "Bad Request: TOPIC_CLOSED");

        say("en", "/song");

        await().untilAsserted(() -> assertThat(calls("sendaudio")).hasSize(2));
        assertThat(file().body().has("reply_parameters")).isFalse();
        assertThat(sound(file())).isEqualTo("the whole song");
    }

    @ParameterizedTest
    @CsvSource({"en, Nothing is playing right now.", "ru, Сейчас ничего не играет."})
    void withoutMusicTheAnswerSaysHowToAskForASong(String language, String answer) {
        player.shows(Players.idle(chat, 0, Instant.now()));

        say(language, "/song");

        assertThat(reply()).startsWith(answer).contains("<code>/song ");
    }

    @Test
    void theCommandIsNamedOnlyWhereTheOperatorAllowsFiles() {
        assertThat(available(true)).isTrue();
        assertThat(available(false)).isFalse();
    }

    private boolean available(boolean enabled) {
        List<CommandDefinition> commands =
                new SongCommand(new SongProperties(enabled), sender, players, cards).commands();
        return commands.getFirst().available().getAsBoolean();
    }
}
