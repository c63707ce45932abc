/** The wing that helps people to begin: the greeting, what a group still lacks, and answers in private chats. */
@NullMarked
package dev.muzon.gateway.welcome;

import org.jspecify.annotations.NullMarked;
