/** What people type: one class per command. */
@NullMarked
package dev.muzon.gateway.command;

import org.jspecify.annotations.NullMarked;
