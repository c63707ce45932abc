package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

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

    // "Only my owner can do that." was said to the very person who had installed the bot.
    @Test
    void nobodyWasToldThatNoOwnerIsSet() {
        assertThat(said(List.of())).isEqualTo(BotPhrase.OWNER_UNSET);
        assertThat(said(List.of("7"))).isEqualTo(BotPhrase.OWNER_ONLY);
    }

    // "Music plays in groups" was said of /allow, which is about admission.
    @Test
    void theAdviceForAnOwnersCommandComesAfterThePermission() {
        assertThat(said(List.of("7"), CommandDefinition::inGroups)).isEqualTo(BotPhrase.OWNER_ONLY);
    }

    private static Phrase said(List<String> owners) {
        return said(owners, command -> command);
    }

    private static Phrase said(List<String> owners, UnaryOperator<CommandDefinition> rules) {
        CommandDefinition stats = rules.apply(CommandDefinition.of(
                        "stats",
                        new Category(1, BotPhrase.GROUP_ONLY),
                        BotPhrase.GROUP_ONLY,
                        _ -> CompletableFuture.completedFuture(null))
                .forOwners());
        Invocation invocation = mock();
        when(invocation.definition()).thenReturn(stats);
        when(invocation.chat()).thenReturn(new Conversation(8, Conversation.Kind.PRIVATE, "Ann", null));
        when(invocation.sender()).thenReturn(new Sender(8, "Ann", Sender.Kind.USER, "en"));
        var access = new CommandAccess(new AccessSettings(owners, false, List.of()), mock(), mock(), mock());
        CompletableFuture<?> _ = access.apply(invocation, stats.handler());
        ArgumentCaptor<Phrase> phrase = ArgumentCaptor.captor();
        verify(invocation).reply(phrase.capture());
        return phrase.getValue();
    }
}
