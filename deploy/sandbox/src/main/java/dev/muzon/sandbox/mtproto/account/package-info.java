/** What a device is told before and while it logs in. */
@NullMarked
package dev.muzon.sandbox.mtproto.account;

import org.jspecify.annotations.NullMarked;
