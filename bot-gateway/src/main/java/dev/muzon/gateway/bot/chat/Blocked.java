package dev.muzon.gateway.bot.chat;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person or a chat that the bot does not listen to.
 *
 * @param id of a person, negative for a chat
 */
@Document("blocked")
record Blocked(@Id long id, Instant since) {}
