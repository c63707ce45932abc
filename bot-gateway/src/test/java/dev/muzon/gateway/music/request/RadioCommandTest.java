package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.protocol.rest.SourceView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadioCommandTest {
    private final Sources sources = mock();
    private final CommandDefinition radio =
            new RadioCommand(mock(), sources).commands().getFirst();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void radioIsOfferedOnlyWhereASourceOfStationsIsSetUp(boolean setUp) {
        when(sources.offer(SourceView.Kind.STATIONS)).thenReturn(setUp);
        assertThat(radio.available().getAsBoolean()).isEqualTo(setUp);
    }
}
