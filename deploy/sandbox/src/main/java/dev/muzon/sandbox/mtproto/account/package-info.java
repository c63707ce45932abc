/** Logins, and what a device is told before them. */
@NullMarked
package dev.muzon.sandbox.mtproto.account;

import org.jspecify.annotations.NullMarked;
