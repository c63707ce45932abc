/** The login page. An operator opens it by a secret link and logs the accounts in, by QR code and two-step password. */
@NullMarked
package dev.muzon.assistant.login;

import org.jspecify.annotations.NullMarked;
