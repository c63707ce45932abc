package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.rest.SourceView;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LyricsOfferTest {
    private final Sources sources = mock();
    private final PlayerClient player = mock();
    private final CommandDefinition lyrics = new LyricsCommand(mock(), mock(), player, sources, mock(), mock(), mock())
            .commands()
            .getFirst();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lyricsAreOfferedOnlyWhereTheyAreTurnedOn(boolean turnedOn) {
        when(sources.offer(SourceView.Kind.LYRICS)).thenReturn(turnedOn);
        assertThat(lyrics.available().getAsBoolean()).isEqualTo(turnedOn);
    }

    // "/lyrics artist - title shows the words of any song" was promised where nothing shows them.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutMusicWordsWerePromisedWhereLyricsAreOff(boolean turnedOn) {
        when(sources.offer(SourceView.Kind.LYRICS)).thenReturn(turnedOn);
        when(player.view(any())).thenReturn(Players.idle(-5, 0, Instant.EPOCH));
        Invocation invocation = mock();
        when(invocation.argument()).thenReturn("");
        when(invocation.chat()).thenReturn(new Conversation(-5, Conversation.Kind.GROUP, "Band", null));

        CompletableFuture<Integer> answered = CompletableFuture.completedFuture(1);
        when(invocation.reply(turnedOn ? LyricsPhrase.LYRICS_IDLE : LyricsPhrase.LYRICS_OFF))
                .thenReturn(answered);

        assertThat(lyrics.handler().run(invocation)).isSameAs(answered);
    }
}
