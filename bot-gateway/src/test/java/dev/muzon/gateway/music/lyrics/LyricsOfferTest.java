package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.protocol.rest.SourceView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LyricsOfferTest {
    private final Sources sources = mock();
    private final CommandDefinition lyrics = new LyricsCommand(mock(), mock(), mock(), sources, mock(), mock(), mock())
            .commands()
            .getFirst();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lyricsAreOfferedOnlyWhereTheyAreTurnedOn(boolean turnedOn) {
        when(sources.offer(SourceView.Kind.LYRICS)).thenReturn(turnedOn);
        assertThat(lyrics.available().getAsBoolean()).isEqualTo(turnedOn);
    }
}
