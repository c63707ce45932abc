/** Songs that were sent together, which Telegram delivers one by one. */
@NullMarked
package dev.muzon.gateway.music.album;

import org.jspecify.annotations.NullMarked;
