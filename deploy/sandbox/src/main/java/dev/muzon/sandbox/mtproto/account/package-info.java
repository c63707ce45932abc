/** Logins, and the settings that a device gets before them. */
@NullMarked
package dev.muzon.sandbox.mtproto.account;

import org.jspecify.annotations.NullMarked;
