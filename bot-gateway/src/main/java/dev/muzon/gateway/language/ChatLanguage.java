package dev.muzon.gateway.language;

import dev.muzon.protocol.Language;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** @param tag IETF, as {@link Language#tag()} */
@Document("chat-languages")
record ChatLanguage(@Id long chatId, String tag) {}
