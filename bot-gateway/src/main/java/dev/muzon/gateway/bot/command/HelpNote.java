package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.Language;

/** Something that a feature tells in /help beside its commands. */
public interface HelpNote {

    /** Writes the note as Telegram HTML. A person waits for it, and nothing that it asks may keep /help from answering. */
    String html(Language language);
}
