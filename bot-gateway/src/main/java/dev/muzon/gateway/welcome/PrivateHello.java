package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.command.AddToGroup;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import org.springframework.stereotype.Component;

/** The first steps, as a private chat shows them. */
@Component
class PrivateHello {
    private final AddToGroup addToGroup;
    private final Texts texts;

    PrivateHello(AddToGroup addToGroup, Texts texts) {
        this.addToGroup = addToGroup;
        this.texts = texts;
    }

    Content in(Language language) {
        return addToGroup.below(texts.html(language, WelcomePhrase.PRIVATE_HELLO), language);
    }

    /** Returns them in a sentence, for a person who has seen them a moment ago. */
    Content again(Language language) {
        return addToGroup.below(texts.html(language, WelcomePhrase.PRIVATE_AGAIN), language);
    }
}
