/**
 * The page at {@code /} where a person chats, presses buttons, listens, approves logins and kills services; and the same
 * over REST for tests. Ids are those of the world: {@code -100…} for groups, small numbers for private chats. Bodies and
 * answers are JSON, refusals are problem+json with a {@code code}.
 *
 * <pre>
 * GET    /sandbox                                          users, chats, bot, assistants
 * GET    /sandbox/events                                   server-sent events: everything that changes, and voice levels
 * GET    /sandbox/chats/{id}?as=userId                     members, messages, voice chat, the bot's commands for that user
 * POST   /sandbox/private-chats                            {as, with}: the chat of two
 * POST   /sandbox/groups                                   {as, title, username}: found one, public with a username
 * POST   /sandbox/chats/{id}/messages                      {as, text, replyTo}; or multipart with the same and file
 * POST   /sandbox/chats/{id}/messages/{mid}/buttons        {as, data}: press; answers the callback
 * GET    /sandbox/callbacks/{id}                           the callback with the bot's answer, once there
 * POST   /sandbox/chats/{id}/members                       {as, userId}: bring in
 * DELETE /sandbox/chats/{id}/members/{userId}?as=userId    ban
 * POST   /sandbox/chats/{id}/voice-chat                    {as, title}: start
 * DELETE /sandbox/chats/{id}/voice-chat?as=userId          end
 * DELETE /sandbox/chats/{id}/voice-chat/participants/{userId}   the server forgets a participant
 * GET    /sandbox/logins                                   QR codes that wait for approval
 * POST   /sandbox/logins/{token}/approve                   {as}: scan it
 * GET    /sandbox/files/{id}                               a file's bytes
 * GET, POST, DELETE /sandbox/faults                        what goes wrong next in the Bot API, see Fault
 * PUT    /sandbox/rate-limits                              {enabled}
 * GET    /sandbox/processes, POST /sandbox/processes/{name}/kill   the supervisor's, when there is one; else 404
 * WS     /listen/{chatId}                                  the mix: 48 kHz stereo s16le, 20 ms a message
 * </pre>
 */
@NullMarked
package dev.muzon.sandbox.page;

import org.jspecify.annotations.NullMarked;
