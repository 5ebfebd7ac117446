/**
 * Looking at groups and deleting them: DescribeGroups (15: 0–6), ListGroups (16: 0–5), DeleteGroups (42: 0–3).
 *
 * DescribeGroups v3 may add authorized operations (KIP-430), v4 static members, v6 an error for a group that is not
 * there (KIP-1043): before, such a group was Dead. To it, groups of the newer protocols are not there, though
 * ListGroups shows them: v4 filters by state (KIP-518), v5 by type (KIP-848).
 */
import type { ClassicGroup } from '../coordinator/classic-group.ts'
import type { GroupShard } from '../coordinator/group-shard.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DeleteGroupsRequest } from '../protocol/generated/delete-groups-request.ts'
import { DeletableGroupResult, DeleteGroupsResponse } from '../protocol/generated/delete-groups-response.ts'
import type { DescribeGroupsRequest } from '../protocol/generated/describe-groups-request.ts'
import {
  DescribedGroup,
  DescribedGroupMember,
  DescribeGroupsResponse,
} from '../protocol/generated/describe-groups-response.ts'
import type { ListGroupsRequest } from '../protocol/generated/list-groups-request.ts'
import { ListedGroup, ListGroupsResponse } from '../protocol/generated/list-groups-response.ts'
import { GROUP_OPERATIONS } from '../security/authorized-operations.ts'
import type { RequestContext } from './api.ts'

const FIRST_NOT_FOUND_VERSION = 6
const CLASSIC = 'classic'

export interface GroupAdminServices {
  readonly groups: {
    shardOf(groupId: string): GroupShard | number
    deleteGroup(groupId: string): Promise<number>
    readonly runtime: { loadedShards(): Iterable<GroupShard>; readonly isLoading: boolean }
  }
}

export const describeGroups = {
  handle(
    services: GroupAdminServices,
    context: RequestContext,
    request: DescribeGroupsRequest,
  ): DescribeGroupsResponse {
    const response = new DescribeGroupsResponse()
    for (const groupId of request.groups) {
      const shard = services.groups.shardOf(groupId)
      const described =
        typeof shard === 'number' ? failed(groupId, shard) : describe(shard, groupId, context.apiVersion)
      if (request.includeAuthorizedOperations && described.errorCode === ErrorCode.NONE) {
        described.authorizedOperations = GROUP_OPERATIONS
      }
      response.groups.push(described)
    }
    return response
  },
  fail(request: DescribeGroupsRequest, errorCode: number): DescribeGroupsResponse {
    const response = new DescribeGroupsResponse()
    response.groups = request.groups.map(groupId => failed(groupId, errorCode))
    return response
  },
}

function failed(groupId: string, errorCode: number): DescribedGroup {
  const described = new DescribedGroup()
  described.groupId = groupId
  described.errorCode = errorCode
  return described
}

function describe(shard: GroupShard, groupId: string, apiVersion: number): DescribedGroup {
  const group = shard.groups.get(groupId)
  const described = new DescribedGroup()
  described.groupId = groupId
  if (group === undefined || group.state === 'Dead') {
    described.groupState = 'Dead'
    if (apiVersion >= FIRST_NOT_FOUND_VERSION) {
      described.errorCode = ErrorCode.GROUP_ID_NOT_FOUND
      described.errorMessage = shard.foreignGroups.has(groupId)
        ? `Group ${groupId} is not a classic group.`
        : `Group ${groupId} not found.`
    }
    return described
  }
  described.groupState = group.state
  described.protocolType = group.protocolType ?? ''
  // Members' metadata and assignment are of a generation: while one is being made there is neither.
  if (group.state === 'Stable') described.protocolData = group.protocolName ?? ''
  described.members = membersOf(group)
  return described
}

function membersOf(group: ClassicGroup): DescribedGroupMember[] {
  const stable = group.state === 'Stable'
  return [...group.members.values()].map(member => {
    const entry = new DescribedGroupMember()
    entry.memberId = member.memberId
    entry.groupInstanceId = member.groupInstanceId
    entry.clientId = member.clientId
    entry.clientHost = member.clientHost
    if (stable) {
      entry.memberMetadata = member.metadataOf(group.protocolName)
      entry.memberAssignment = member.assignment
    }
    return entry
  })
}

export const listGroups = {
  handle(services: GroupAdminServices, _context: RequestContext, request: ListGroupsRequest): ListGroupsResponse {
    const response = new ListGroupsResponse()
    if (services.groups.runtime.isLoading) {
      response.errorCode = ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
      return response
    }
    const states = new Set(request.statesFilter.map(state => state.toLowerCase()))
    const types = new Set(request.typesFilter.map(type => type.toLowerCase()))
    const add = (groupId: string, protocolType: string, groupState: string, groupType: string): void => {
      if (states.size > 0 && !states.has(groupState.toLowerCase())) return
      if (types.size > 0 && !types.has(groupType)) return
      const listed = new ListedGroup()
      response.groups.push(Object.assign(listed, { groupId, protocolType, groupState, groupType }))
    }
    for (const { groups, foreignGroups } of services.groups.runtime.loadedShards()) {
      for (const { groupId, protocolType, state } of groups.values()) add(groupId, protocolType ?? '', state, CLASSIC)
      for (const { groupId, type, state } of foreignGroups.values()) add(groupId, type, state, type)
    }
    return response
  },
  fail(_request: ListGroupsRequest, errorCode: number): ListGroupsResponse {
    const response = new ListGroupsResponse()
    response.errorCode = errorCode
    return response
  },
}

export const deleteGroups = {
  async handle(
    services: GroupAdminServices,
    _context: RequestContext,
    request: DeleteGroupsRequest,
  ): Promise<DeleteGroupsResponse> {
    const response = new DeleteGroupsResponse()
    for (const groupId of new Set(request.groupsNames)) {
      const result = new DeletableGroupResult()
      result.groupId = groupId
      result.errorCode = await services.groups.deleteGroup(groupId)
      response.results.push(result)
    }
    return response
  },
  fail(request: DeleteGroupsRequest, errorCode: number): DeleteGroupsResponse {
    const response = new DeleteGroupsResponse()
    response.results = request.groupsNames.map(groupId =>
      Object.assign(new DeletableGroupResult(), { groupId, errorCode }),
    )
    return response
  },
}
