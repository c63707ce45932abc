/**
 * The page at {@code /} where a person chats, presses buttons, listens, approves logins and kills services. Tests do
 * the same over REST. Ids are those of the world: {@code -100…} for groups, small numbers for private chats. Bodies and
 * answers are JSON, refusals are problem+json with a {@code code}.
 *
 * <pre>
 * GET    /sandbox                                          users, chats, bot, assistants, covers
 * GET    /sandbox/events                                   server-sent events: everything that changes, and voice levels
 * GET    /sandbox/chats/{id}?as=userId                     members, messages, voice chat, the bot's commands for that user
 * POST   /sandbox/private-chats                            {as, with}: the chat of two
 * POST   /sandbox/groups                                   {as, title, username, forum, basic}: public with a username
 * POST   /sandbox/channels                                 {as, title, username}
 * PUT    /sandbox/chats/{id}/rules                         {forum, permissions, joinPolicy, slowMode, maxMembers}
 * PUT    /sandbox/chats/{id}/linked-group                  {groupId}: the discussion group of a channel
 * POST   /sandbox/chats/{id}/upgrade                       {as}: makes a supergroup of a basic group
 * POST   /sandbox/chats/{id}/messages                      {as, text, replyTo, topicId, replyIn, quote, asChat, date};
 *                                                          or multipart: as, text, replyTo, topicId, date, and file with
 *                                                          seconds, an album when there are several
 * PUT    /sandbox/chats/{id}/messages/{mid}                {as, text}: edit
 * DELETE /sandbox/chats/{id}/messages/{mid}?as=userId      for everyone
 * POST   /sandbox/chats/{id}/messages/{mid}/forward        {as, to, topicId}
 * GET, POST /sandbox/chats/{id}/topics                     {as, name}: open one. General is 1
 * PUT    /sandbox/chats/{id}/topics/{tid}                  {as, closed, hidden, name}
 * DELETE /sandbox/chats/{id}/topics/{tid}?as=userId        with all its messages
 * POST   /sandbox/chats/{id}/messages/{mid}/buttons        {as, data}: press; answers the callback
 * GET    /sandbox/callbacks/{id}                           the callback with the bot's answer, once there
 * POST   /sandbox/chats/{id}/members                       {as, userId}: bring in
 * DELETE /sandbox/chats/{id}/members/{userId}?as=userId    ban
 * POST   /sandbox/chats/{id}/members/{userId}/unban        {as}
 * POST   /sandbox/chats/{id}/leave                         {as}
 * PUT    /sandbox/chats/{id}/members/{userId}/rights       {as, rights, anonymous}: promote, or demote with none
 * PUT    /sandbox/chats/{id}/members/{userId}/restriction  {as, allowed, until}: null takes the limits away
 * PUT    /sandbox/blocked-bots                             {as, bot, blocked}
 * GET, POST /sandbox/chats/{id}/invite-links               {as, name, expires, memberLimit, createsJoinRequest}
 * POST   /sandbox/chats/{id}/join                          {as, inviteHash}: answers the outcome
 * GET    /sandbox/chats/{id}/join-requests                 users who wait for an admin
 * POST   /sandbox/chats/{id}/join-requests/{userId}        {as, approve}
 * POST   /sandbox/inline-queries                           {as, bot, chatId, text}: ask a bot inline
 * GET    /sandbox/inline-queries/{id}                      with the results, once there
 * POST   /sandbox/inline-queries/{id}/choose               {resultId, chatId, topicId}
 * POST   /sandbox/chats/{id}/voice-chat                    {as, title}: start
 * DELETE /sandbox/chats/{id}/voice-chat?as=userId          end
 * DELETE /sandbox/chats/{id}/voice-chat/participants/{userId}   removes a participant, ?silently=true without telling them
 * GET    /sandbox/logins                                   QR codes that wait for approval
 * POST   /sandbox/logins/{token}/approve                   {as}: scan it
 * GET    /sandbox/login-page                               {url}: where passwords are typed, when the supervisor knows
 * GET    /sandbox/files/{id}                               a file's bytes
 * GET    /sandbox/files/{id}/cover                         the picture inside a file of sound, as a small JPEG
 * GET, POST, DELETE /sandbox/faults                        what goes wrong next in the Bot API, see Fault
 * PUT    /sandbox/rate-limits                              {enabled}
 * GET    /sandbox/rate-limits                              {enabled, floods}: with the calls that were one too many
 * GET    /sandbox/processes, POST /sandbox/processes/{name}/kill   the supervisor's, when there is one; else 404
 * WS     /listen/{chatId}                                  the mix: 48 kHz stereo s16le, 20 ms a message
 * </pre>
 */
@NullMarked
package dev.muzon.sandbox.page;

import org.jspecify.annotations.NullMarked;
