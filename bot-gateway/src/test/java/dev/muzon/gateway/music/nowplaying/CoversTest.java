package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The cover of a song on its card. */
class CoversTest extends GatewayTest {
    private static final String COVER = "https://i.ytimg.com/vi/a/hq.jpg";
    private static final long ADMIN = 8;

    @Test
    void theCardShowsTheCoverUntilAnAdministratorTurnsCoversOff() {
        int card = card(covered(COVER));
        assertThat(preview(sent().getLast())).isEqualTo(COVER);

        player.shows(covered(COVER));
        press(STRANGER, 400, "set:covers:off");
        assertThat(toast().body().path("text").asString()).startsWith("Only admins and DJs can do that here");

        telegram.member(chat, ADMIN, "administrator");
        press(ADMIN, 400, "set:covers:off");
        assertThat(toast().body().path("text").asString()).isEmpty();
        await().untilAsserted(() -> assertThat(edits())
                .filteredOn(edit -> edit.body().path("message_id").asInt() == card)
                .last()
                .satisfies(edit -> assertThat(preview(edit)).isEmpty()));
        await().untilAsserted(() -> assertThat(edits())
                .filteredOn(edit -> edit.body().path("message_id").asInt() == 400)
                .last()
                .satisfies(edit -> assertThat(edit.text()).contains("🖼 Covers: off")));
    }

    @Test
    void aSongWithoutACoverHasNoPicture() {
        card(covered(null));
        assertThat(sent().getLast()
                        .body()
                        .at("/link_preview_options/is_disabled")
                        .asBoolean())
                .isTrue();
    }

    private PlayerView covered(String cover) {
        var track = new Track("t", "web", "Breeze", "Ann", Duration.ofMinutes(3), null, null, null, null, cover);
        var current = new QueueEntry("e1", null, track, new Requester(requester, "Ann"));
        return Players.playing(chat, 5, Instant.now(), current);
    }

    private static String preview(FakeBotApi.Call call) {
        return call.body().at("/link_preview_options/url").asString("");
    }
}
