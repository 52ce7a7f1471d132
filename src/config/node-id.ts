/** Token of this node's name in logs and leases, made at each start unless `LOTSE_NODE_ID` names it. */
export const NODE_ID = Symbol('NodeId');
