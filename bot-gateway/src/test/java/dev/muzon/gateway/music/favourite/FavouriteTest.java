package dev.muzon.gateway.music.favourite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The songs that people keep for themselves. */
class FavouriteTest extends GatewayTest {
    @Test
    void whatPlaysIsKeptAndListedWithAButtonThatPlaysIt() {
        say("en", "/favs");
        assertThat(reply()).startsWith("You have no favourites yet.");
        player.shows(playing(5));
        say("en", "/fav");
        assertThat(reply())
                .isEqualTo("⭐ One of your favourites now: <b>Artist &amp; Co – Nocturne</b>\n/favs lists all.");
        say("en", "/fav");
        assertThat(reply()).startsWith("⭐ It was one of your favourites already");

        say("en", "/favs");
        assertThat(reply())
                .isEqualTo("⭐ Favourites of User&lt;" + requester + "&gt;\n1. Artist &amp; Co – Nocturne · 3:45");
        assertThat(sent().getLast()
                        .body()
                        .at("/reply_markup/inline_keyboard/0/0/callback_data")
                        .asString())
                .isEqualTo("fav:t-e1");

        say("en", "/unfav Nocturne");
        assertThat(reply()).contains("Which one?");
        say("en", "/unfav 2");
        assertThat(reply()).isEqualTo("I don't see that song in your favourites. /favs shows the numbers.");
        say("en", "/unfav 100");
        assertThat(reply()).startsWith("I don't see that song");
        say("en", "/unfav 1");
        assertThat(reply()).contains("Nocturne");
        say("en", "/unfav 1");
        assertThat(reply()).startsWith("You have no favourites yet.");
        say("en", "/favs");
        assertThat(reply()).startsWith("You have no favourites yet.");
    }

    // The list was gone, and its other songs with it.
    @Test
    void aFavouriteThatWasPressedReplacedTheListOfAll() {
        press(requester, 700, "fav:t-e1");
        assertThat(toast().body().path("text").asString()).isEqualTo("▶️ I am looking for it.");
        press(requester, 700, "fav:t-e2");
        assertThat(toast().body().path("text").asString()).isEqualTo("▶️ I am looking for it.");
        press(requester, 700, "fav:t-e1");
        assertThat(toast().body().path("text").asString()).startsWith("This one was asked for already.");
        String request = "pick:" + FakeBotApi.BOT + ":" + chat + ":700:t-e1";
        publisher.publish(
                "failed:" + request,
                new PlayerEvent.RequestFailed(
                        request, ChatRef.of(chat), Failure.of(FailureCode.SOURCE_NOT_FOUND, "gone")));

        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(edits()).isEmpty();
    }

    // The list had two equal buttons for one song.
    @Test
    void theSameSongOfAnotherSourceWasListedTwice() {
        keep("s1", "Song 1");
        var linked =
                new Track("d1", "direct", "song 1", "Artist & Co", Duration.ofSeconds(226), "https://music.test/1");
        player.shows(
                Players.playing(chat, 6, Instant.now(), new QueueEntry("e9", null, linked, new Requester(1, "A"))));
        say("en", "/fav");
        assertThat(reply()).startsWith("⭐ It was one of your favourites already");
        say("en", "/favs");
        assertThat(reply()).endsWith("\n1. Artist &amp; Co – song 1 · 3:46");
    }

    @Test
    void thePrivateChatListsFavouritesWithoutButtonsThatCouldNotPlay() {
        keep("s1", "Song 1");
        telegram.say(requester, requester, "en", "/favs");
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == requester))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.text()).contains("1. Artist &amp; Co – Song 1");
                    assertThat(answer.body().toString()).doesNotContain("fav:");
                }));
    }

    @Test
    void theAnsweredCardIsMeantAndNotWhatPlays() {
        int card = card(playing(5));
        player.shows(Players.playing(chat, 6, Instant.now(), Players.entry("e2", "Etude", 1)));
        ObjectNode message = telegram.message(chat, requester, "en", "/fav");
        ObjectNode replied = message.putObject("reply_to_message");
        replied.put("message_id", card).put("text", "card");
        replied.putObject("from").put("id", FakeBotApi.BOT).put("is_bot", true).put("first_name", "Muzon");
        say("en", "/ping");
        reply();
        int before = sent().size();
        telegram.update("message", message.toString());
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(before));
        assertThat(sent().getLast().text()).contains("Nocturne");
    }

    @Test
    void songsOfMessagesStayInTheirChatAndSilenceIsNoSong() {
        player.shows(Players.idle(chat, 6, Instant.now()));
        say("en", "/fav");
        assertThat(reply()).startsWith("Nothing plays");
        var sentSong = new Track("t9", "telegram", "Demo", null, Duration.ofMinutes(2), null);
        player.shows(
                Players.playing(chat, 7, Instant.now(), new QueueEntry("e9", null, sentSong, new Requester(1, "A"))));
        say("en", "/fav");
        assertThat(reply()).startsWith("Songs from messages and channels stay in their chat");
    }

    // "Nothing plays" was said while music played.
    @Test
    void anAnsweredMessageWithoutATrackWasCalledSilence() {
        player.shows(playing(5));
        ObjectNode message = telegram.message(chat, requester, "en", "/fav");
        ObjectNode replied = message.putObject("reply_to_message");
        replied.put("message_id", 4_711).put("text", "pong");
        replied.putObject("from").put("id", FakeBotApi.BOT).put("is_bot", true).put("first_name", "Muzon");
        telegram.update("message", message.toString());
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).startsWith("I don't know, or no longer know, which song");
    }

    @Test
    void theListHasPages() {
        for (int i = 1; i <= 7; i++) {
            keep("s" + i, "Song " + i);
        }
        say("en", "/favs");
        assertThat(reply()).contains("1. Artist &amp; Co – Song 7").endsWith("More: <code>/favs 2</code>");
        say("en", "/favs 2");
        assertThat(reply()).contains("7. Artist &amp; Co – Song 1").doesNotContain("More");
    }

    private void keep(String id, String title) {
        player.shows(Players.playing(chat, 5, Instant.now(), Players.entry(id, title, requester)));
        say("en", "/fav");
        assertThat(reply()).contains(title);
    }
}
