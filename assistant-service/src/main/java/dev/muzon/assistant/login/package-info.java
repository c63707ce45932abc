/** The page on which an operator logs the accounts in: QR code, two-step password, states in words. */
@NullMarked
package dev.muzon.assistant.login;

import org.jspecify.annotations.NullMarked;
