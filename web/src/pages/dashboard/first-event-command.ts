/** A command that reports one event, for POSIX shells. */
export function firstEventCommand(origin: string, orgId: string, token = 'cairn_…'): string {
  return `curl ${origin}/api/v1/organizations/${orgId}/events \\
  -H "Authorization: Bearer ${token}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "action": "document.shared",
    "actor": {"type": "user", "id": "u-1", "name": "Ada"},
    "resources": [{"type": "document", "id": "d-7", "name": "Plan"}],
    "service": "my-app"
  }'`;
}
