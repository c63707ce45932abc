package dev.muzon.gateway.music.player;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** An update whose effect may have happened. */
@Document("handled-updates")
record HandledUpdate(@Id String id, Instant created) {}
