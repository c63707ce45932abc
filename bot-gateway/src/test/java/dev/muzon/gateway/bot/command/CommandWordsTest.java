package dev.muzon.gateway.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.support.GatewayTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The words of commands against the commands that exist. */
class CommandWordsTest extends GatewayTest {
    private static final int DESCRIPTION_LIMIT = 256;
    private static final Pattern MENTIONED = Pattern.compile("(?<![a-z/<.])/([a-z_]+)");

    @Autowired
    private CommandRegistry commands;

    @Autowired
    private Texts texts;

    @Test
    void textsMentionOnlyCommandsThatExist() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:texts/**/*.properties");
        assertThat(files).isNotEmpty();
        for (Resource file : files) {
            String words = file.getContentAsString(StandardCharsets.UTF_8);
            assertThat(MENTIONED.matcher(words).results().map(found -> found.group(1)))
                    .as(file.getDescription())
                    .allSatisfy(name -> assertThat(commands.find(name)).as(name).isPresent());
        }
    }

    @Test
    void descriptionsInTheMenuArePlainAndShort() {
        for (Language language : new Languages().all()) {
            assertThat(commands.all())
                    .extracting(command -> texts.plain(language, command.description()))
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeBetween(1, DESCRIPTION_LIMIT)
                            .doesNotContain("<"));
        }
    }
}
