/** The menu of a chat's settings, to which every feature brings its section. */
@NullMarked
package dev.muzon.gateway.bot.settings;

import org.jspecify.annotations.NullMarked;
