/** The wing for voice notes: the commands about an assistant account's notes, given to the bot in private. */
@NullMarked
package dev.muzon.gateway.note;

import org.jspecify.annotations.NullMarked;
