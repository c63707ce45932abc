/**
 * The vocabulary of the services: chats, people, languages. Plain records without a framework, written to JSON by the
 * services that send them. Durations travel as ISO-8601 ({@code PT3M20S}), instants likewise.
 */
@NullMarked
package dev.muzon.protocol;

import org.jspecify.annotations.NullMarked;
