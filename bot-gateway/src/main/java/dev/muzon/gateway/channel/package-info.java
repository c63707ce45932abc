/** The wing for channels: a chat's list of them, and the search in their posts. */
@NullMarked
package dev.muzon.gateway.channel;

import org.jspecify.annotations.NullMarked;
