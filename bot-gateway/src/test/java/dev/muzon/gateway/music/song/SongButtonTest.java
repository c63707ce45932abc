package dev.muzon.gateway.music.song;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The button 💾 when its press is handled again. */
class SongButtonTest {
    private static final Conversation GROUP =
            new Conversation(-1_001_234_567_890L, Conversation.Kind.GROUP, "Muzon Lounge", "muzon_lounge");
    private static final Sender ALICE = new Sender(7, "Alice", Sender.Kind.USER, "en");

    // After a restart of everything the player answered last, and "Getting the file…" stayed for good.
    @Test
    void aPressThatWasCutOffWaitedForThePlayer() {
        CompletableFuture<?> work = new CompletableFuture<>();
        var sender = mock(SongSender.class);
        when(sender.goOn(any())).thenReturn(Optional.of(work));
        var player = mock(PlayerClient.class);
        when(player.view(any()))
                .thenThrow(Failure.of(FailureCode.PLAYER_AWAY, "restarting").asException());
        var languages = mock(ChatLanguages.class);
        when(languages.of(anyLong())).thenReturn(Language.ENGLISH);
        var button = new SongButton(new SongProperties(true), sender, player, languages, mock(BotAccount.class));

        assertThat(button.pressed(press(), "5").work()).isSameAs(work);
    }

    private static Incoming.ButtonPress press() {
        return new Incoming.ButtonPress(44, "press", GROUP, ALICE, 77, "song:5", null, null);
    }
}
