package dev.muzon.gateway.bot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.bot.text.BotPhrase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandRegistryTest {
    private static final Category LATE = new Category(2, BotPhrase.CATEGORY_ABOUT);
    private static final Category EARLY = new Category(1, BotPhrase.CATEGORY_SETTINGS);

    @Test
    void aCommandIsFoundByEachOfItsNames() {
        var registry = registry(command("volume", EARLY).alias("vol", "громкость"));
        assertThat(List.of("volume", "vol", "громкость"))
                .allSatisfy(name -> assertThat(registry.find(name))
                        .hasValueSatisfying(
                                command -> assertThat(command.name()).isEqualTo("volume")));
        assertThat(registry.find("v")).isEmpty();
    }

    @Test
    void sectionsAreOrderedByTheirNumberAndCommandsAsTheyAreDeclared() {
        var registry = registry(command("b", LATE), command("z", EARLY), command("a", EARLY));
        assertThat(registry.all()).extracting(CommandDefinition::name).containsExactly("z", "a", "b");
        assertThat(registry.byCategory(0, true).keySet()).containsExactly(EARLY, LATE);
    }

    @Test
    void aCommandWhoseSourceIsNotSetUpIsNotOfferedButUnderstood() {
        var registry = registry(command("radio", EARLY).where(() -> false), command("play", EARLY));
        assertThat(registry.everybodys()).extracting(CommandDefinition::name).containsExactly("play");
        assertThat(registry.byCategory(0, true).get(EARLY))
                .extracting(CommandDefinition::name)
                .containsExactly("play");
        assertThat(registry.find("radio")).isPresent();
    }

    @Test
    void twoCommandsOfOneNameStopTheStart() {
        assertThatThrownBy(() ->
                        registry(command("stop", EARLY), command("end", EARLY).alias("stop")))
                .hasMessageContaining("/stop names both /stop and /end");
    }

    @Test
    void aNameThatTelegramsMenuRefusesStopsTheStart() {
        assertThatThrownBy(() -> command("Громкость", EARLY)).hasMessageContaining("Громкость");
    }

    private static CommandRegistry registry(CommandDefinition... commands) {
        return new CommandRegistry(List.of(() -> List.of(commands)));
    }

    private static CommandDefinition command(String name, Category category) {
        return CommandDefinition.of(
                name, category, BotPhrase.DESCRIBE_PING, _ -> CompletableFuture.completedFuture(null));
    }
}
