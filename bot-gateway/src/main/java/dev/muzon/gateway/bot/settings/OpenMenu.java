package dev.muzon.gateway.bot.settings;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** The menu of a chat that is kept right, by its message. */
@Document("settings-menus")
record OpenMenu(@Id long chat, int messageId) {}
