package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.command.AddToGroup;
import dev.muzon.gateway.bot.command.HelpNote;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The first steps, as a private chat shows them. */
@Component
class PrivateHello {
    private final AddToGroup addToGroup;
    private final ObjectProvider<HelpNote> notes;
    private final Texts texts;

    PrivateHello(AddToGroup addToGroup, ObjectProvider<HelpNote> notes, Texts texts) {
        this.addToGroup = addToGroup;
        this.notes = notes;
        this.texts = texts;
    }

    Content in(Language language) {
        Stream<String> playable = notes.orderedStream().map(note -> note.html(language));
        String hello = Stream.concat(Stream.of(texts.html(language, WelcomePhrase.PRIVATE_HELLO)), playable)
                .collect(Collectors.joining("\n\n"));
        return addToGroup.below(hello, language);
    }

    /** Returns them in a sentence, for a person who has seen them a moment ago. */
    Content again(Language language) {
        return addToGroup.below(texts.html(language, WelcomePhrase.PRIVATE_AGAIN), language);
    }
}
