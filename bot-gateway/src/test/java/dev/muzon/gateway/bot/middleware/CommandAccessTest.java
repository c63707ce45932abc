package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.Conversation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandAccessTest {
    // "Add me to a group and send that there" was the advice for /lyrics, which is turned off there too.
    @Test
    void aCommandThatIsTurnedOffWasSentToAGroup() {
        var lyrics = CommandDefinition.of(
                        "lyrics",
                        new Category(1, BotPhrase.GROUP_ONLY),
                        BotPhrase.GROUP_ONLY,
                        _ -> CompletableFuture.completedFuture(null))
                .inGroups()
                .where(() -> false);
        Invocation invocation = mock();
        when(invocation.definition()).thenReturn(lyrics);
        when(invocation.chat()).thenReturn(new Conversation(7, Conversation.Kind.PRIVATE, "Ann", null));
        CompletableFuture<Integer> told = CompletableFuture.completedFuture(1);
        when(invocation.reply(BotPhrase.COMMAND_OFF, Map.of("name", "lyrics"))).thenReturn(told);

        assertThat(new CommandAccess(mock(), mock(), mock(), mock()).apply(invocation, lyrics.handler()))
                .isSameAs(told);
    }
}
