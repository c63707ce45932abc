package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A group that asks for much at once, through the whole gateway. */
class BusyGroupTest extends GatewayTest {
    /** Requests that four people may make in half a minute. */
    private static final int HEARD = 20;

    /** The outbox spreads its messages over more than a minute. */
    private static final Duration LONG = Duration.ofMinutes(4);

    /** Questions that have no common answer. */
    private static final List<String> SIXTEEN = List.of(
            "/ping",
            "/queue",
            "/now",
            "/volume",
            "/speed",
            "/bass",
            "/crossfade",
            "/normalize",
            "/loop",
            "/fair",
            "/sleep",
            "/seek",
            "/help",
            "/lang",
            "/jump",
            "/move");

    /** The beginnings of their answers. */
    private static final List<String> ANSWERS = List.of(
            "🏓",
            "<b>Now:</b>",
            "👤",
            "🔊 The volume",
            "⏱ The speed",
            "🥁 The bass",
            "🎚 Songs",
            "📏 Equal loudness",
            "➡️ No repeating. Change",
            "⚖️ Taking turns",
            "When shall the music end?",
            "Where to?",
            "What I can do",
            "I speak English",
            "<code>/jump 3",
            "<code>/move 5 1");

    @Autowired
    private StatusMessages statuses;

    private final List<QueueEntry> songs = IntStream.range(0, HEARD)
            .mapToObj(i -> Players.entry("e" + i, "Song " + i, requester + i % 4))
            .toList();

    @BeforeEach
    void theRequesterIsAnAdministrator() {
        telegram.member(chat, requester, "administrator");
    }

    @Test
    void twentySixRequestsOfFourPeopleAreAnsweredAndLeaveACardThatIsRight() {
        List<Integer> asked = IntStream.range(0, 26)
                .mapToObj(i -> telegram.say(chat, requester + i % 4, "en", "/play song " + i))
                .toList();
        await().until(() -> telegram.unconfirmed() == 0);

        var group = ChatRef.of(chat);
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId(asked.getFirst()), group, player(1)));
        for (int i = 1; i < HEARD; i++) {
            publisher.publish(
                    "q:" + chat + ":" + i,
                    new PlayerEvent.TracksQueued(
                            requestId(asked.get(i)),
                            group,
                            List.of(songs.get(i)),
                            i,
                            Duration.ofMinutes(3),
                            player(i + 1)));
        }
        for (int update : asked.subList(0, HEARD)) {
            await().atMost(LONG).until(() -> statuses.isSettled(requestId(update)));
        }

        player.shows(player(HEARD));
        control("/pause", Players.in(PlayerState.PAUSED, player(HEARD)));
        await().atMost(LONG).untilAsserted(() -> assertThat(card()).contains("Song 0", "⏸ Paused", "19 more"));
    }

    @Test
    void sixteenCommandsOfOnePersonAreAllAnswered() {
        player.shows(playing(5));
        for (String command : SIXTEEN) {
            say("en", command);
        }

        await().atMost(LONG).untilAsserted(() -> assertThat(all()).contains(ANSWERS));
        assertThat(sent()).hasSizeLessThanOrEqualTo(SIXTEEN.size());
    }

    /** Returns everything that was said. Short answers may stand in one message. */
    private String all() {
        return sent().stream().map(FakeBotApi.Call::text).collect(Collectors.joining("\n"));
    }

    /** Gives a command that the player obeys. */
    private void control(String command, PlayerView after) {
        int before = commands().size();
        player.becomes(after);
        telegram.say(chat, requester, "en", command);
        await().until(() -> commands().size() > before);
    }

    /** Returns how the card reads now. */
    private String card() {
        int message = cardMessage();
        return edits().stream()
                .filter(edit -> edit.body().path("message_id").asInt() == message)
                .reduce((_, later) -> later)
                .map(edit -> edit.text())
                .orElse("");
    }

    /** Returns the player that plays the first song, as it is now, when so many songs were found. */
    private PlayerView player(int found) {
        return Players.playing(
                chat,
                5,
                Instant.now(),
                songs.getFirst(),
                songs.subList(1, found).toArray(QueueEntry[]::new));
    }
}
